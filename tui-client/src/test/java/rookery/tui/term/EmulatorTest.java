package rookery.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TextColor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jline.utils.ScreenTerminal;
import org.junit.jupiter.api.Test;

/// The same as [ChatScreenPropertyTest] in the eyes of an emulator that somebody else wrote, with
/// text whose widths it counts as we do: it knows no clusters of several code points.
final class EmulatorTest {
  private static final Size SIZE = new Size(40, 8);
  private static final List<String> PIECES =
      List.of("a", " ", "         ", "plain words", "漢字", "한국어", "é", "👍", "│", "…", "ü漢x");
  private static final List<Style> STYLES =
      List.of(
          Style.PLAIN,
          Style.of(TextColor.ANSI.RED),
          Style.PLAIN.withBackground(TextColor.ANSI.BLUE));

  private final Random random = new Random(1);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ScreenTerminal emulator = new ScreenTerminal(SIZE.columns(), SIZE.rows());
  private final ChatScreen screen =
      new ChatScreen(new ChatTerminal(bytes, () -> SIZE), ColorDepth.INDEXED);

  @Test
  void theEmulatorShowsThePicture() throws IOException {
    for (int step = 0; step < 400; step++) {
      for (int i = random.nextInt(4); i >= 0; i--) {
        String text = any(PIECES) + any(PIECES);
        int column = random.nextInt(-1, SIZE.columns());
        screen.put(column, random.nextInt(SIZE.rows()), text, any(STYLES));
      }
      if (step % 5 == 0) {
        screen.scrolled(1, SIZE.rows() - 2, random.nextInt(-2, 3));
      }
      screen.cursorAt(random.nextInt(SIZE.columns()), random.nextInt(SIZE.rows()));
      screen.refresh();
      emulator.write(bytes.toString(StandardCharsets.UTF_8));
      bytes.reset();
      assertThat(shown()).as("step " + step).isEqualTo(screen.text());
    }
  }

  private String shown() {
    long[] cells = new long[SIZE.columns() * SIZE.rows()];
    emulator.dump(cells, null);
    StringBuilder all = new StringBuilder();
    for (int row = 0; row < SIZE.rows(); row++) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < SIZE.columns(); column++) {
        int codePoint = ScreenTerminal.cellCodePoint(cells[row * SIZE.columns() + column]);
        line.append(codePoint == 0 ? "" : Character.toString(codePoint));
      }
      all.append(line.toString().stripTrailing()).append('\n');
    }
    return all.toString();
  }

  private <T> T any(List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }
}
