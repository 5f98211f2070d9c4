package rookery.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class ChatTerminalTest {
  private final List<String> writes = new ArrayList<>();
  private final ChatTerminal terminal =
      new ChatTerminal(
          new OutputStream() {
            @Override
            public void write(int octet) {
              writes.add(Character.toString(octet));
            }

            @Override
            public void write(byte[] bytes, int start, int length) {
              writes.add(new String(bytes, start, length, StandardCharsets.UTF_8));
            }
          },
          () -> new Size(80, 24));

  @Test
  void everythingUpToAFlushIsOneWrite() throws IOException {
    terminal.setForegroundColor(TextColor.ANSI.RED);
    terminal.enableSGR(SGR.BOLD);
    terminal.putString("family 👨‍👩‍👧‍👦 é");
    terminal.flush();
    terminal.flush();
    assertThat(writes).containsExactly("\033[31m\033[1mfamily 👨‍👩‍👧‍👦 é");
  }

  @Test
  void whatWasTurnedOnIsTurnedOff() throws IOException {
    terminal.enterPrivateMode();
    terminal.mouse(true);
    terminal.setCursorVisible(false);
    terminal.flush();
    terminal.exitPrivateMode();
    assertThat(writes).hasSize(2);
    assertThat(writes.getFirst()).contains("\033[?1049h", "\033[?2004h", "\033[?1004h");
    assertThat(writes.getLast())
        .contains("\033[?1049l", "\033[?2004l", "\033[?1004l", "\033[?1002l", "\033[?1006l")
        .contains("\033[?25h", "\033[?7h", "\033[m");
  }

  @Test
  void theMouseIsReportedAgainAfterAStop() throws IOException {
    terminal.enterPrivateMode();
    terminal.mouse(true);
    terminal.exitPrivateMode();
    terminal.enterPrivateMode();
    terminal.flush();
    assertThat(writes.getLast()).contains("\033[?1006h");
  }

  @Test
  void nothingIsWrittenAfterClose() throws IOException {
    terminal.enterPrivateMode();
    terminal.flush();
    terminal.putString("half a frame");
    terminal.close();
    terminal.putString("late");
    terminal.flush();
    terminal.close();
    assertThat(writes).hasSize(2);
    assertThat(writes.getLast()).contains("\033[?1049l").doesNotContain("half", "late");
  }

  @Test
  void closingAScreenNeverEnteredWritesNothing() throws IOException {
    terminal.close();
    assertThat(writes).isEmpty();
  }

  @Test
  void aTitleCannotSteerTheTerminal() throws IOException {
    terminal.title("a\033]0;b\007\nc");
    terminal.flush();
    assertThat(writes).containsExactly("\033]2;a␛]0;b␇ c\033\\");
  }

  @Test
  void closeDoesNotWaitForAWriteThatHangs() throws InterruptedException {
    CountDownLatch writing = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    ChatTerminal stuck =
        new ChatTerminal(
            new OutputStream() {
              @Override
              public void write(int octet) throws IOException {
                writing.countDown();
                try {
                  released.await();
                } catch (InterruptedException e) {
                  throw new IOException(e);
                }
              }
            },
            () -> new Size(80, 24));
    Thread writer = Thread.ofVirtual().start(() -> quietly(() -> say(stuck)));
    assertThat(writing.await(10, TimeUnit.SECONDS)).isTrue();
    Thread closer = Thread.ofVirtual().start(() -> quietly(stuck::close));
    assertThat(closer.join(Duration.ofSeconds(10))).isTrue();
    released.countDown();
    writer.join();
  }

  private static void say(ChatTerminal terminal) throws IOException {
    terminal.putString("x");
    terminal.flush();
  }

  private static void quietly(Tty.Farewell action) {
    try {
      action.say();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
