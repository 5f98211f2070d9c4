package rookery.server.wire;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// Holds all that is open and looks at each at a fixed interval, on one thread.
///
/// A socket has no time-out for writing, and one for reading cannot tell a frame from a byte; a
/// timer per connection would cost more than a look at each: 20,000 take some milliseconds.
final class Guard implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Guard.class.getName());

  private static final Duration OVERSLEPT = Duration.ofSeconds(1);

  private static final String DOWN = "This server is going down: connect again.";

  private final Set<Guarded> open = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("connection-guard").daemon().factory());
  private final Duration interval;
  private volatile boolean leaving;
  private volatile boolean away;
  private long looked = System.nanoTime();

  Guard(Duration interval) {
    this.interval = interval;
  }

  void start() {
    Future<?> _ =
        timer.scheduleWithFixedDelay(
            this::look, interval.toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
  }

  void add(Guarded guarded) {
    open.add(guarded);
    if (leaving) { // it came too late for the round
      guarded.goodbye(DOWN);
    }
  }

  void remove(Guarded guarded) {
    open.remove(guarded);
    if (open.isEmpty()) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /// To all that is open, and to what comes after.
  void goodbye() {
    leaving = true;
    open.forEach(guarded -> guarded.goodbye(DOWN));
  }

  /// To all that is open, for as long as the node cannot serve them but others can; who comes
  /// meanwhile is to be turned away. Repeats do nothing.
  void sendAway() {
    if (!away) {
      away = true;
      open.forEach(Guarded::sendAway);
    }
  }

  /// The node serves again.
  void welcome() {
    away = false;
  }

  /// Whether who comes is to be turned away.
  boolean away() {
    return away;
  }

  /// Waits until nothing is open.
  ///
  /// @return whether that came within `limit`
  synchronized boolean awaitEmpty(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!open.isEmpty()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void look() {
    long now = System.nanoTime();
    boolean late = now - looked > OVERSLEPT.plus(interval).toNanos();
    looked = now;
    if (late) { // the whole process stood still: let the readers see first what has come
      return;
    }
    for (Guarded guarded : open) {
      try {
        guarded.check(now);
      } catch (RuntimeException e) { // one bad connection must not end the guard over all others
        LOG.log(Level.ERROR, "a connection cannot be checked", e);
      }
    }
  }
}
