package rookery.loadtest.crucible;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// When a device writes its next text, where to, and what. Used by that device's thread.
final class Pace {
  /// A device that has so many texts waiting writes nothing new.
  private static final int PATIENCE = 200;

  private static final int LONG_TEXT = 600;
  private static final List<String> WORDS =
      List.of("crow", "你好", "👋", "nest\tand\nline", "\"{}\"", "éß");

  private final RandomGenerator random;
  private final Seat seat;
  private final long gap;
  private long nextAt = System.nanoTime();
  private long number;

  /// @param perSecond texts in the mean
  Pace(RandomGenerator random, Seat seat, double perSecond) {
    this.random = random;
    this.seat = seat;
    this.gap = Math.round(Duration.ofSeconds(1).toNanos() / perSecond);
  }

  /// A text to be written.
  record Draft(long number, String cmid, Target target, String text) {}

  boolean due(long now, int waiting) {
    if (now - nextAt < 0) {
      return false;
    }
    if (waiting >= PATIENCE) {
      nextAt = now;
      return false;
    }
    return true;
  }

  Draft next(long now) {
    nextAt = Math.max(nextAt, now - gap) + random.nextLong(2 * gap);
    number++;
    String cmid = seat.name() + "-" + number;
    StringBuilder text = new StringBuilder(cmid);
    int length = random.nextInt(10) == 0 ? LONG_TEXT : random.nextInt(40);
    while (text.length() < length) {
      text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())));
    }
    Target target = seat.targets().get(random.nextInt(seat.targets().size()));
    return new Draft(number, cmid, target, text.toString());
  }
}
