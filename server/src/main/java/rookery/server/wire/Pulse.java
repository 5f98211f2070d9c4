package rookery.server.wire;

import java.time.Duration;
import java.util.Optional;

/// When a connection last moved: set by its threads, read by the guard.
///
/// Time counts against the client only while the reader waits for it, not while a handler works on
/// what came.
final class Pulse {
  private static final long NOT = Long.MIN_VALUE;

  private final WireTimes times;
  private volatile long waitsSince = NOT;
  private volatile long frameSince = NOT;
  private volatile long writesSince = NOT;
  private volatile long closesSince = NOT;

  Pulse(WireTimes times) {
    this.times = times;
  }

  void waits() {
    waitsSince = System.nanoTime();
  }

  void works() {
    waitsSince = NOT;
  }

  /// The reader has handled what came.
  ///
  /// @param ended whether a frame ended in it
  /// @param pending whether part of another is there
  void handled(boolean ended, boolean pending) {
    if (!pending) {
      frameSince = NOT;
    } else if (ended || frameSince == NOT) {
      frameSince = System.nanoTime();
    }
  }

  void writes() {
    writesSince = System.nanoTime();
  }

  void written() {
    writesSince = NOT;
  }

  /// Only the first call counts.
  synchronized void closes() {
    if (closesSince == NOT) {
      closesSince = System.nanoTime();
    }
  }

  /// Why the connection must be cut, if it must.
  ///
  /// @param now by [System#nanoTime()]
  /// @param version2 whether its client has promised to be heard
  Optional<String> failure(long now, boolean version2) {
    if (longer(closesSince, now, times.drain())) {
      return Optional.of("it did not close in time");
    }
    if (longer(writesSince, now, times.write())) {
      return Optional.of("its client does not read");
    }
    long waits = waitsSince;
    if (waits == NOT) {
      return Optional.empty();
    }
    if (longer(frameSince, now, times.frame())) {
      return Optional.of("a frame took too long");
    }
    return version2 && longer(waits, now, times.silence())
        ? Optional.of("its client is silent")
        : Optional.empty();
  }

  private static boolean longer(long since, long now, Duration limit) {
    return since != NOT && now - since > limit.toNanos();
  }
}
