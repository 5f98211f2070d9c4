package rookery.server.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// A MariaDB server of the tests' own, on a free port, its data in a temporary directory. Its log
/// stays in `target/mariadb`.
///
/// It can be killed and started again where it was.
public final class MariaDb extends DatabaseServer implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final Path directory;
  private final Path log;
  private Process server;

  private MariaDb(Path directory, Path log, int port) {
    super(port);
    this.directory = directory;
    this.log = log;
  }

  /// Sets one up and starts it; returns when it answers.
  ///
  /// @param options for the server, besides those that it needs
  public static MariaDb start(String... options) {
    try {
      Path log = Path.of("target", "mariadb", "server-" + NUMBERS.incrementAndGet() + ".log");
      Files.createDirectories(log.toAbsolutePath().getParent());
      Files.deleteIfExists(log);
      var made = new MariaDb(Files.createTempDirectory("rookery-mariadb"), log, freePort());
      made.install();
      made.restart(options);
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void install() throws IOException {
    Process install =
        run(
            program("mariadb-install-db"),
            "--no-defaults",
            "--user=" + System.getProperty("user.name"),
            "--datadir=" + directory.resolve("data"),
            "--auth-root-authentication-method=normal",
            "--skip-test-db");
    if (ended(install, START) != 0) {
      throw failure("mariadb-install-db failed");
    }
  }

  /// Starts it again after it was killed or stopped; returns when it answers.
  public void restart(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                program("mariadbd"),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--datadir=" + directory.resolve("data"),
                "--socket=" + directory.resolve("socket"),
                "--pid-file=" + directory.resolve("pid"),
                "--port=" + port(),
                "--bind-address=127.0.0.1",
                "--skip-log-bin",
                "--innodb-buffer-pool-size=32M"));
    command.addAll(List.of(options));
    server = run(command.toArray(String[]::new));
    Runtime.getRuntime().addShutdownHook(new Thread(server::destroyForcibly));
    awaitAnswer();
  }

  private void awaitAnswer() {
    long deadline = System.nanoTime() + START.toNanos();
    while (true) {
      try (Connection connection = connect("")) {
        if (connection.isValid(1)) {
          return;
        }
      } catch (SQLException e) {
        if (!server.isAlive() || System.nanoTime() > deadline) {
          throw failure("mariadbd does not answer: " + e.getMessage());
        }
        // There is nothing to wait on but the answer itself.
        Thread.onSpinWait();
      }
    }
  }

  /// `kill -9`: gone when this returns.
  public void kill() {
    ended(server.destroyForcibly(), STOP);
  }

  /// Stops it as it is, its connections open; it answers nothing until [#goOn()].
  public void stall() {
    signal("STOP");
  }

  public void goOn() {
    signal("CONT");
  }

  private void signal(String name) {
    if (ended(run("kill", "-" + name, Long.toString(server.pid())), STOP) != 0) {
      throw failure("no signal " + name);
    }
  }

  /// Stops it and deletes its data.
  @Override
  public void close() {
    server.destroy();
    ended(server, STOP);
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process run(String... command) {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int ended(Process process, Duration within) {
    try {
      if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw failure("a process of MariaDB did not end within " + within);
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("interrupted");
    }
  }

  private IllegalStateException failure(String what) {
    return new IllegalStateException(what + "; see " + log.toAbsolutePath());
  }

  /// Daemons stand in sbin, which is not on everybody's PATH.
  private static String program(String name) {
    String path = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin:/usr/local/bin";
    return Stream.of(path.split(":", -1))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .orElseThrow(() -> new IllegalStateException(name + " is not installed"));
  }
}
