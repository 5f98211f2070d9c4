package rookery.server.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A Redis of the tests' own, on a free port, that keeps nothing: started again, it is empty.
public final class RedisServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final int port;
  private Process server;

  public RedisServer() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  public int port() {
    return port;
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /// Starts it, or again after it was killed; returns when it answers.
  public void start() {
    try {
      server =
          new ProcessBuilder(
                  program(),
                  "--port",
                  String.valueOf(port),
                  "--bind",
                  "127.0.0.1",
                  "--save",
                  "",
                  "--appendonly",
                  "no",
                  "--dir",
                  System.getProperty("java.io.tmpdir"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!answers()) {
      if (!server.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("redis-server does not answer on port " + port);
      }
      // There is nothing to wait on but the answer itself.
      Thread.onSpinWait();
    }
  }

  /// `kill -9`: gone, with all that it held, when this returns.
  public void kill() {
    try {
      if (!server.destroyForcibly().waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("redis-server does not end");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Sends one command of plain words and returns the first line of the answer.
  public String command(String words) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) PATIENCE.toMillis());
      socket.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
      return line(socket.getInputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    try {
      return command("PING").equals("+PONG");
    } catch (UncheckedIOException _) {
      return false;
    }
  }

  private static String line(InputStream in) throws IOException {
    var line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\r'; b = in.read()) {
      line.append((char) b);
    }
    return line.toString();
  }

  @Override
  public void close() {
    kill();
  }

  /// Debian's tools hold the server too: one program that looks at the name it was called by.
  private static String program() throws IOException {
    Optional<Path> server = found("redis-server");
    if (server.isPresent()) {
      return server.get().toString();
    }
    Path tool =
        found("redis-check-rdb")
            .orElseThrow(() -> new IllegalStateException("redis-server is not installed"));
    Path link = Files.createTempDirectory("rookery-redis").resolve("redis-server");
    return Files.createSymbolicLink(link, tool).toString();
  }

  private static Optional<Path> found(String name) {
    String path = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin:/usr/local/bin";
    return Stream.of(path.split(":", -1))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
