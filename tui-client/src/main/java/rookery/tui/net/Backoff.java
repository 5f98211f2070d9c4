package rookery.tui.net;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long to wait before the next try: a random part of a bound that doubles at each failure, so
/// that clients which lost the same node do not come back in step. Used by one thread.
final class Backoff {
  private final Timers timers;
  private final RandomGenerator random;
  private Duration bound;

  Backoff(Timers timers, RandomGenerator random) {
    this.timers = timers;
    this.random = random;
    this.bound = timers.firstWait();
  }

  /// The connection stood: begin anew.
  void reset() {
    bound = timers.firstWait();
  }

  Duration next() {
    Duration wait = Duration.ofMillis(random.nextLong(bound.toMillis() + 1));
    Duration doubled = bound.multipliedBy(2);
    bound = doubled.compareTo(timers.longestWait()) < 0 ? doubled : timers.longestWait();
    return wait;
  }
}
