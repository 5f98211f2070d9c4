package rookery.loadtest.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// One run of a program, its output kept in a file, ended with this JVM at the latest.
final class Child {
  private static final int LOWEST_PORT = 20_000;

  /// As Linux has it; elsewhere they begin later.
  private static final int FIRST_OUTGOING_PORT = 32_768;

  private static final int PORTS_TRIED = 100;

  private final Process process;
  private final Thread hook;
  private final CountDownLatch said = new CountDownLatch(1);

  private Child(Process process) {
    this.process = process;
    this.hook = new Thread(this::killAll);
  }

  /// @param log its output is appended here
  /// @param sign the line that [#awaitSign(Duration)] waits for
  static Child start(
      List<String> command, Map<String, String> environment, Path log, Predicate<String> sign) {
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      Child child = new Child(builder.start());
      Runtime.getRuntime().addShutdownHook(child.hook);
      Thread.ofVirtual().name("child-said").start(() -> child.listen(log, sign));
      return child;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void listen(Path log, Predicate<String> sign) {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
        BufferedWriter kept =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        kept.write(line + "\n");
        kept.flush();
        if (sign.test(line)) {
          said.countDown();
        }
      }
    } catch (IOException _) {
      // It ended.
    }
  }

  /// Whether it gave the sign in time; false as soon as it ended without.
  boolean awaitSign(Duration within) throws InterruptedException {
    long until = System.nanoTime() + within.toNanos();
    while (System.nanoTime() < until && process.isAlive()) {
      if (said.await(100, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return said.getCount() == 0;
  }

  /// Whether it ended in time, and well.
  boolean succeeded(Duration within) throws InterruptedException {
    boolean ended = process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      killAll();
      process.waitFor();
    }
    gone();
    return ended && process.exitValue() == 0;
  }

  boolean alive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /// `kill -9`: gone when this returns.
  void kill() throws InterruptedException {
    killAll();
    process.waitFor();
    gone();
  }

  /// Workers of its own too: they would go on without it, and keep its ports.
  private void killAll() {
    List<ProcessHandle> workers = process.descendants().toList();
    process.destroyForcibly();
    workers.forEach(ProcessHandle::destroyForcibly);
  }

  /// SIGTERM, and SIGKILL when that takes too long.
  ///
  /// @return whether it ended by itself
  boolean terminate(Duration within) throws InterruptedException {
    process.destroy();
    boolean ended = process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      killAll();
      process.waitFor();
    }
    gone();
    return ended;
  }

  /// Sends any other signal: STOP, CONT.
  void signal(String name) throws InterruptedException {
    Signals.send(name, process.toHandle());
  }

  private void gone() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // Shutting down already: the hook finds nothing left to do.
    }
  }

  /// A port that stays free while its program is down: not one of those that systems give to
  /// outgoing connections.
  static int freePort() {
    for (int i = 0; i < PORTS_TRIED; i++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST_PORT, FIRST_OUTGOING_PORT);
      try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return port;
      } catch (BindException _) {
        // Somebody has it: the next one.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new ProcessException("There is no free port from " + LOWEST_PORT + " on.");
  }
}
