package rookery.loadtest.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A program that serves at one place, however often it is killed and started again. Used by one
/// thread at a time.
public final class Service implements AutoCloseable {
  private static final Duration READY_WITHIN = Duration.ofSeconds(90);
  private static final Duration END_WITHIN = Duration.ofSeconds(30);

  private final String name;
  private final List<String> command;
  private final Map<String, String> environment;
  private final Path log;
  private final Predicate<String> ready;
  private @Nullable Child child;

  Service(
      String name,
      List<String> command,
      Map<String, String> environment,
      Path log,
      Predicate<String> ready) {
    this.name = name;
    this.command = List.copyOf(command);
    this.environment = Map.copyOf(environment);
    this.log = log;
    this.ready = ready;
  }

  public String name() {
    return name;
  }

  /// Starts it; returns when it serves.
  ///
  /// @throws ProcessException when it does not
  public void start() throws InterruptedException {
    Child started = Child.start(command, environment, log, ready);
    child = started;
    if (!started.awaitSign(READY_WITHIN)) {
      throw new ProcessException(name + " did not come up; see " + log);
    }
  }

  /// `kill -9`: gone when this returns.
  public void kill() throws InterruptedException {
    running().kill();
  }

  /// SIGTERM; gone when this returns.
  ///
  /// @return whether it ended by itself in time
  public boolean terminate() throws InterruptedException {
    return terminate(END_WITHIN);
  }

  /// SIGTERM; gone when this returns.
  ///
  /// @param within for so long it may take to end by itself
  /// @return whether it did
  public boolean terminate(Duration within) throws InterruptedException {
    return running().terminate(within);
  }

  /// SIGSTOP: it stands still, its connections open.
  public void freeze() throws InterruptedException {
    running().signal("STOP");
  }

  /// SIGCONT.
  public void thaw() throws InterruptedException {
    running().signal("CONT");
  }

  /// SIGHUP: it reads its settings again.
  public void reload() throws InterruptedException {
    running().signal("HUP");
  }

  /// Whether it runs, also when frozen.
  public boolean alive() {
    return child != null && child.alive();
  }

  public long pid() {
    return running().pid();
  }

  private Child running() {
    if (child == null) {
      throw new IllegalStateException(name + " was never started");
    }
    return child;
  }

  @Override
  public void close() {
    try {
      if (child != null) {
        child.kill();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
