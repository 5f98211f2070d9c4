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
  void afterAStopEverythingIsWrittenAgain() throws IOException {
    screen.hideCursor();
    screen.refresh();
    assertThat(written()).isEqualTo("\033[?25l");
    bytes.reset();
    screen.invalidate();
    screen.refresh();
    assertThat(written()).contains("hello", ">", "\033[?25l");
  }

  @Test
  void aNewSizeIsABlankPictureWrittenWhole() throws IOException {
    screen.resize(new Size(8, 2));
    screen.put(0, 1, "a long line", Style.PLAIN);
    screen.refresh();
    assertThat(screen.text()).isEqualTo("\na long l\n");
    assertThat(written()).contains("a long l").doesNotContain("hello");
  }

  @Test
  void aRegionKeepsWhatIsDrawnInside() {
    Region part = screen.all().part(5, 1, 4, 2);
    part.put(-2, 0, "abcdefgh", Style.PLAIN);
    part.put(0, 2, "outside", Style.PLAIN);
    part.put(3, 1, "漢", Style.PLAIN);
    assertThat(screen.text()).isEqualTo("hello\n     cdef\n\n>\n");
    assertThat(screen.all().part(18, 3, 9, 9).columns()).isEqualTo(2);
    assertThat(screen.all().part(50, 3, 9, 9).columns()).isZero();
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
