package rookery.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an event may cost on a line of 120 by 32: a screen of the shape that the client has, drawn
/// afresh for each event.
final class ByteBudgetTest {
  private static final Size SIZE = new Size(120, 32);
  private static final int LEFT = 24;
  private static final int RIGHT = 18;
  private static final int ROWS = SIZE.rows() - 3;
  private static final String WORDS =
      "the build is green again so we can ship it after lunch if nobody finds another hole in the"
          + " protocol which I doubt but let me run the slow tests once more before you tag anything";

  private final Wire wire = new Wire();
  private final ChatScreen screen =
      new ChatScreen(new ChatTerminal(wire, () -> SIZE), ColorDepth.INDEXED);
  private final Random random = new Random(5);
  private final List<String> lines = new ArrayList<>();
  private String typed = "";
  private int offset;

  @BeforeEach
  void fullScreen() throws IOException {
    for (int i = 0; i < 200; i++) {
      arrive();
    }
    draw();
    assertThat(wire.bytes).isBetween(2_000, 6_000);
    wire.reset();
  }

  @Test
  void aKeyCostsAByte() throws IOException {
    for (String key : List.of("h", "e", "l", "l", "o", " ", "y", "o", "u")) {
      typed += key;
      draw();
    }
    assertThat(wire.bytes).isLessThanOrEqualTo(9 + 8);
    assertThat(wire.writes).isEqualTo(9);
  }

  @Test
  void aWideKeyCostsLittleMore() throws IOException {
    typed += "漢";
    draw();
    wire.reset();
    typed += "字";
    draw();
    assertThat(wire.bytes).isLessThanOrEqualTo(8);
  }

  @Test
  void backspaceCostsLittle() throws IOException {
    typed = "hello";
    draw();
    wire.reset();
    typed = "hell";
    draw();
    assertThat(wire.bytes).isLessThanOrEqualTo(8);
  }

  @Test
  void nothingNewCostsNothing() throws IOException {
    draw();
    assertThat(wire.bytes).isZero();
    assertThat(wire.writes).isZero();
  }

  @Test
  void aMessageCostsUnderTwelveHundredBytes() throws IOException {
    int messages = 40;
    for (int i = 0; i < messages; i++) {
      arrive();
      screen.scrolled(1, ROWS, 1);
      draw();
    }
    assertThat(wire.bytes / messages).isLessThanOrEqualTo(1_200);
    assertThat(wire.writes).isEqualTo(messages);
  }

  @Test
  void aLineUpCostsUnderTwelveHundredBytes() throws IOException {
    int steps = 40;
    for (int i = 0; i < steps; i++) {
      offset++;
      screen.scrolled(1, ROWS, -1);
      draw();
    }
    assertThat(wire.bytes / steps).isLessThanOrEqualTo(1_200);
  }

  private void arrive() {
    int start = random.nextInt(WORDS.length() / 2);
    int end = start + random.nextInt(10, 60);
    lines.add(WORDS.substring(start, end).strip());
  }

  private void draw() throws IOException {
    screen.clear();
    Region all = screen.all();
    Style bar = Style.of(TextColor.ANSI.WHITE).withBackground(TextColor.ANSI.BLUE);
    all.part(0, 0, SIZE.columns(), 1).fill(bar);
    all.put(1, 0, "#general  42 members", bar.with(SGR.BOLD));
    Style border = Style.of(TextColor.ANSI.BLACK_BRIGHT);
    all.part(LEFT, 1, 1, ROWS).putDown(0, "│", border);
    all.part(SIZE.columns() - RIGHT - 1, 1, 1, ROWS).putDown(0, "│", border);
    friends(all.part(0, 1, LEFT, ROWS));
    members(all.part(SIZE.columns() - RIGHT, 1, RIGHT, ROWS));
    messages(all.part(LEFT + 1, 1, SIZE.columns() - LEFT - RIGHT - 2, ROWS));
    all.part(0, ROWS + 1, SIZE.columns(), 1).fill(bar);
    screen.put(1, ROWS + 1, "connected", bar);
    int column = screen.put(0, ROWS + 2, "> " + typed, Style.PLAIN);
    screen.cursorAt(column, ROWS + 2);
    screen.refresh();
  }

  private static void friends(Region pane) {
    for (int row = 0; row < 16; row++) {
      Style presence = Style.of(row % 3 == 0 ? TextColor.ANSI.GREEN : TextColor.ANSI.WHITE);
      int column = pane.put(0, row, row % 3 == 0 ? "● " : "○ ", presence);
      pane.put(column, row, "friend" + row * 7, Style.PLAIN);
    }
  }

  private static void members(Region pane) {
    for (int row = 0; row < 20; row++) {
      pane.put(1, row, "member" + row * 13, Style.of(new TextColor.Indexed(20 + row)));
    }
  }

  private void messages(Region pane) {
    for (int row = 0; row < pane.rows(); row++) {
      int index = lines.size() - pane.rows() + row - offset;
      String nick = "nick" + index % 7;
      pane.put(0, row, "12:%02d".formatted(index % 60), Style.of(TextColor.ANSI.BLACK_BRIGHT));
      pane.put(12 - nick.length(), row, nick, Style.of(new TextColor.Indexed(40 + index % 7)));
      pane.put(13, row, "│ " + lines.get(index), Style.PLAIN);
    }
  }

  private static final class Wire extends OutputStream {
    private int bytes;
    private int writes;

    @Override
    public void write(int octet) {
      bytes++;
      writes++;
    }

    @Override
    public void write(byte[] octets, int start, int length) {
      bytes += length;
      writes++;
    }

    void reset() {
      bytes = 0;
      writes = 0;
    }
  }
}
