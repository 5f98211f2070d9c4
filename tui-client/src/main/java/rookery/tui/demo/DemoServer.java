package rookery.tui.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rookery.tui.net.Address;

/// A server of the demo's own: a child process with its data in a temporary directory. However the
/// demo ends, short of being killed, the process ends and its data goes.
final class DemoServer implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(30);
  private static final Duration END_WITHIN = Duration.ofSeconds(5);
  private static final int LINES = 100;
  private static final Pattern READY = Pattern.compile("ready tcp=(\\S+) http=(\\S+).*");

  private final Process process;
  private final Path data;
  private final Thread hook = new Thread(this::end, "demo-server-end");

  /// What it says, until nobody listens; empty at its end.
  private final BlockingQueue<Optional<String>> said = new ArrayBlockingQueue<>(LINES);

  /// Where it listens.
  record Addresses(Address tcp, Address webSocket) {}

  private DemoServer(Process process, Path data) {
    this.process = process;
    this.data = data;
  }

  /// Starts a server.
  ///
  /// @param tcpPort 0 for any
  /// @param httpPort 0 for any
  static DemoServer start(int tcpPort, int httpPort) throws DemoException {
    try {
      Path data = Files.createTempDirectory("rookery-demo");
      var server =
          new DemoServer(
              new ProcessBuilder(command(tcpPort, httpPort, data))
                  .redirectErrorStream(true)
                  .start(),
              data);
      Runtime.getRuntime().addShutdownHook(server.hook);
      // Not a virtual one: a read of a pipe keeps hold of the thread that carries it.
      Thread.ofPlatform().daemon().name("demo-server-said").start(server::listen);
      return server;
    } catch (IOException e) {
      throw new DemoException("The server could not be started: " + e.getMessage(), e);
    }
  }

  /// Waits until it is ready; call once.
  Addresses awaitReady() throws DemoException, InterruptedException {
    String last = "it said nothing";
    long until = System.nanoTime() + READY_WITHIN.toNanos();
    while (true) {
      Optional<String> line = said.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new DemoException("The server was not ready in time: " + last);
      }
      if (line.isEmpty()) {
        throw new DemoException("The server ended before it was ready: " + last);
      }
      last = line.get();
      Matcher ready = READY.matcher(last);
      if (ready.matches()) {
        return new Addresses(
            Address.parse(ready.group(1)), Address.parse("ws://" + ready.group(2) + "/ws"));
      }
    }
  }

  /// A directory that goes with it.
  Path data() {
    return data;
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // Shutting down already: the hook finds nothing left to do.
    }
  }

  private void end() {
    process.destroy();
    try {
      if (!process.waitFor(END_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    deleteData();
  }

  private void deleteData() {
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException _) {
      // A directory for temporary files is emptied by others, too.
    }
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        boolean _ = said.offer(Optional.of(line));
      }
    } catch (IOException _) {
      // It ended.
    }
    boolean _ = said.offer(Optional.empty());
  }

  private static List<String> command(int tcpPort, int httpPort, Path data) throws DemoException {
    String jar = System.getProperty("rookery.server.jar");
    if (jar == null || !Files.isRegularFile(Path.of(jar))) {
      throw new DemoException("There is no server to start: run the demo by ./rookery demo.");
    }
    String ours = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return List.of(
        System.getProperty("rookery.java", ours),
        System.getProperty("rookery.server.options", "--enable-native-access=ALL-UNNAMED"),
        "-Xmx256m",
        "-jar",
        jar,
        "--tcp",
        "127.0.0.1:" + tcpPort,
        "--http",
        "127.0.0.1:" + httpPort,
        "--admin",
        "127.0.0.1:0",
        "--data",
        data.toString());
  }
}
