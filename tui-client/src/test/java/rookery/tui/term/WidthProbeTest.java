package rookery.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WidthProbeTest {
  private static final Size SIZE = new Size(30, 5);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ChatScreen screen =
      new ChatScreen(new ChatTerminal(bytes, () -> SIZE), ColorDepth.ANSI);
  private final WidthProbe probe = new WidthProbe();

  @BeforeEach
  void firstPaint() throws IOException {
    screen.put(0, 1, "second row", Style.PLAIN);
    screen.refresh();
    bytes.reset();
  }

  @Test
  void theAnswersBecomeTheWidths() throws IOException {
    probe.ask(screen);
    assertThat(written().split("\033\\[6n", -1)).hasSize(6);
    for (int column : new int[] {1, 1, 4, 2}) {
      assertThat(probe.take(new Input.CursorAt(column, 1))).isEmpty();
    }
    assertThat(probe.take(new Input.CursorAt(2, 1))).contains(new Widths(1, 1, 4, 2, 2));
  }

  @Test
  void theRowIsRestoredInTheSameWrite() throws IOException {
    probe.ask(screen);
    assertThat(written()).contains("second row");
    assertThat(written().indexOf("second row")).isGreaterThan(written().lastIndexOf("\033[6n"));
    bytes.reset();
    screen.refresh();
    assertThat(bytes.size()).isZero();
  }

  @Test
  void whatIsNotAnsweredInTimeIsNotWaitedFor() throws IOException {
    probe.ask(screen);
    assertThat(probe.take(new Input.CursorAt(1, 1))).isEmpty();
    assertThat(probe.take(new Input.Attributes("62"))).isEmpty();
    for (int i = 0; i < 5; i++) {
      assertThat(probe.take(new Input.CursorAt(1, 1))).isEmpty();
    }
  }

  @Test
  void aTinyScreenIsNotAsked() throws IOException {
    screen.resize(new Size(30, 1));
    probe.ask(screen);
    assertThat(bytes.size()).isZero();
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
