package rookery.tui.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import rookery.tui.FullScreen;
import rookery.tui.cache.Account;
import rookery.tui.cache.Accounts;
import rookery.tui.term.NoTerminalException;

/// What `./rookery demo` does.
public final class Demo {
  private static final Duration STORY_WITHIN = Duration.ofSeconds(60);
  private static final int TCP_PORT = 7700;
  private static final int HTTP_PORT = 7780;

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

  /// On a terminal: opens the screen as ann, on a server of its own with people on it.
  ///
  /// @return the exit code
  public static int screen(PrintStream out, PrintStream err)
      throws IOException, InterruptedException {
    out.println("Starting a server of its own, and people on it…");
    try (DemoServer server = DemoServer.start(freeOr0(TCP_PORT), freeOr0(HTTP_PORT))) {
      DemoServer.Addresses addresses = server.awaitReady();
      String joining =
          "./rookery chat "
              + addresses.tcp()
              + " --name bob   (password: "
              + People.password("bob")
              + ")";
      out.println("A second terminal joins as bob by:  " + joining);
      try (var neighbours = new Neighbours(addresses.tcp())) {
        Person.Left ann = neighbours.moveIn("You can be me, in a second terminal: " + joining);
        show(addresses, ann, server.data());
      }
      out.println("You were ann. The demo's server and all its data are gone.");
      return 0;
    } catch (DemoException | NoTerminalException e) {
      err.println(e.getMessage());
      return 1;
    }
  }

  private static void show(DemoServer.Addresses addresses, Person.Left ann, Path data)
      throws IOException, InterruptedException, NoTerminalException {
    Path home = Files.createDirectory(data.resolve("client"));
    String address = addresses.tcp().toString();
    Accounts accounts = Accounts.of(address, Map.of("XDG_DATA_HOME", home.toString()));
    accounts.save(new Account("ann", ann.device(), ann.token()));
    FullScreen.run(addresses.tcp(), "ann", accounts);
  }

  /// The port, where nobody has it.
  private static int freeOr0(int port) {
    try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException _) {
      return 0;
    }
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
