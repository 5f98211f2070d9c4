package rookery.tui.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// What `./rookery demo` does.
public final class Demo {
  private static final Duration STORY_WITHIN = Duration.ofSeconds(60);

  private Demo() {}

  /// Without a terminal: plays a story on a server of its own, and checks it.
  ///
  /// @return the exit code: 0 only when all arrived as it should
  public static int story(PrintStream out, PrintStream err) throws InterruptedException {
    BlockingQueue<String> failures = new ArrayBlockingQueue<>(1);
    Thread story = Thread.ofVirtual().name("demo-story").start(() -> failures.add(failureOf(out)));
    if (!story.join(STORY_WITHIN)) {
      story.interrupt();
      boolean _ = story.join(STORY_WITHIN);
      err.println("The demo did not end within " + STORY_WITHIN.toSeconds() + " seconds.");
      return 1;
    }
    String failure = failures.poll(0, TimeUnit.SECONDS);
    if (failure == null || !failure.isEmpty()) {
      err.println(failure == null ? "The demo broke off." : failure);
      return 1;
    }
    return 0;
  }

  /// Empty when there was none.
  private static String failureOf(PrintStream out) {
    try (DemoServer server = DemoServer.start(0, 0)) {
      DemoServer.Addresses addresses = server.awaitReady();
      out.println("A server of its own: " + addresses.tcp() + " and " + addresses.webSocket());
      new Story(addresses, out).play();
      return "";
    } catch (DemoException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException _) {
      return "The demo was interrupted.";
    }
  }
}
