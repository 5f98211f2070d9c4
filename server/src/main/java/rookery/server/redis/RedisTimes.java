package rookery.server.redis;

import java.time.Duration;

/// How long what may take.
///
/// @param beat from one sign of life through the own channel to the next
/// @param awayAfter without one, Redis counts as away
/// @param reopenAfter without one, the connections are made anew: they may be half-open
/// @param renew from one renewal of the presence lease to the next
/// @param lease how long a node's presence stands without renewal
/// @param compare from one comparison of heads to the next
/// @param compareAway the same while Redis counts as away
/// @param earlyWait how long an early entry waits before the log is read
public record RedisTimes(
    Duration beat,
    Duration awayAfter,
    Duration reopenAfter,
    Duration renew,
    Duration lease,
    Duration compare,
    Duration compareAway,
    Duration earlyWait) {
  /// After so long without a frame, another node counts as not heard.
  Duration silence() {
    return beat.multipliedBy(2);
  }

  public static final RedisTimes DEFAULT =
      new RedisTimes(
          Duration.ofMillis(500),
          Duration.ofMillis(800),
          Duration.ofSeconds(3),
          Duration.ofSeconds(2),
          Duration.ofSeconds(7),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofMillis(100));
}
