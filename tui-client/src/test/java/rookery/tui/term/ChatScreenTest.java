package rookery.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TextColor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ChatScreenTest {
  private static final Size SIZE = new Size(20, 4);
  private static final Style RED = Style.of(TextColor.ANSI.RED);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ChatScreen screen =
      new ChatScreen(new ChatTerminal(bytes, () -> SIZE), ColorDepth.INDEXED);

  @BeforeEach
  void firstPaint() throws IOException {
    screen.put(0, 0, "hello", RED);
    screen.put(0, 3, "> ", Style.PLAIN);
    screen.cursorAt(2, 3);
    screen.refresh();
    bytes.reset();
  }

  @Test
  void nothingChangedIsNothingWritten() throws IOException {
    screen.clear();
    screen.put(0, 0, "hello", RED);
    screen.put(0, 3, "> ", Style.PLAIN);
    screen.cursorAt(2, 3);
    screen.refresh();
    assertThat(bytes.size()).isZero();
  }

  @Test
  void aTypedCharacterIsOneByte() throws IOException {
    screen.put(2, 3, "x", Style.PLAIN);
    screen.cursorAt(3, 3);
    screen.refresh();
    assertThat(written()).isEqualTo("x");
  }

  @Test
  void aWideClusterIsNeverCut() {
    screen.put(18, 1, "a漢", Style.PLAIN);
    screen.put(-1, 2, "漢b", Style.PLAIN);
    assertThat(screen.text()).isEqualTo("hello\n                  a\n b\n>\n");
  }

  @Test
  void whatOverwritesHalfBlanksTheOtherHalf() {
    screen.put(0, 1, "漢字", Style.PLAIN);
    screen.put(1, 1, "x", Style.PLAIN);
    screen.put(2, 1, "y", Style.PLAIN);
    assertThat(screen.text()).isEqualTo("hello\n xy\n\n>\n");
  }

  @Test
  void controlCharactersDoNotReachTheTerminal() throws IOException {
    screen.put(0, 1, "a\033[2J\u009b\u202E\r\n\u0301b", Style.PLAIN);
    screen.refresh();
    assertThat(written()).doesNotContain("\033[2J", "\u009b", "\u202E");
    assertThat(screen.text()).startsWith("hello\na[2Jb\n");
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
