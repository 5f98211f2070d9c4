package rookery.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;
import rookery.tui.cache.Accounts;
import rookery.tui.net.Address;
import rookery.tui.term.ChatScreen;
import rookery.tui.term.ChatTerminal;
import rookery.tui.term.ColorDepth;
import rookery.tui.term.Input;
import rookery.tui.term.Input.Key;
import rookery.tui.term.Size;

/// The whole client on a terminal in memory: keys are pressed from the test, and what the UI thread
/// has drawn is waited for.
final class TestTerminal {
  private static final Duration DEADLINE = Duration.ofSeconds(15);

  private final Object drawn = new Object();
  private final ChatScreen screen;
  private String text = "";
  private App app;
  private Thread thread;

  TestTerminal(int columns, int rows) {
    var size = new Size(columns, rows);
    screen = new ChatScreen(new ChatTerminal(new Drawn(), () -> size), ColorDepth.NONE);
  }

  /// Starts the client on it.
  void open(Address address, String name, Accounts accounts) {
    app = new App(address, name, accounts, screen, () -> {}, InstantSource.system());
    thread = Thread.ofVirtual().name("test-ui").start(this::run);
  }

  TestTerminal type(String typed) {
    typed.codePoints().forEach(letter -> app.typed(new Input.Text(Character.toString(letter))));
    return this;
  }

  TestTerminal press(String key) {
    app.typed(Key.parse(key));
    return this;
  }

  TestTerminal await(String wanted) throws InterruptedException {
    return await("“" + wanted + "” on", now -> now.contains(wanted));
  }

  TestTerminal awaitGone(String unwanted) throws InterruptedException {
    return await("“" + unwanted + "” gone from", now -> !now.contains(unwanted));
  }

  void awaitEnd() throws InterruptedException {
    assertThat(thread.join(DEADLINE)).as("the client's end").isTrue();
  }

  private TestTerminal await(String what, Predicate<String> so) throws InterruptedException {
    long until = System.nanoTime() + DEADLINE.toNanos();
    synchronized (drawn) {
      while (!so.test(text)) {
        long left = (until - System.nanoTime()) / 1_000_000;
        assertThat(left).as(what + " the screen:\n" + text).isPositive();
        drawn.wait(left);
      }
    }
    return this;
  }

  private void run() {
    try {
      app.run();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Looks at the picture whenever it was sent, on the thread that drew it.
  private final class Drawn extends OutputStream {
    @Override
    public void write(int b) {
      // The picture itself is looked at.
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      // The picture itself is looked at.
    }

    @Override
    public void flush() {
      synchronized (drawn) {
        text = screen.text();
        drawn.notifyAll();
      }
    }
  }
}
