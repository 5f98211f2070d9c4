package rookery.tui.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  /// Always the most that it may be.
  private static final RandomGenerator HIGHEST = () -> Long.MAX_VALUE;

  @Test
  void waitsRandomlyUpToABoundThatDoubles() {
    var backoff = new Backoff(Timers.STANDARD, RandomGenerator.of("L64X128MixRandom"));
    long bound = 250;
    for (int i = 0; i < 10; i++) {
      assertThat(backoff.next()).isBetween(Duration.ZERO, Duration.ofMillis(bound));
      bound = Math.min(8_000, 2 * bound);
    }
  }

  @Test
  void beginsAnewAfterAConnectionThatStood() {
    var backoff = new Backoff(Timers.STANDARD, HIGHEST);
    for (int i = 0; i < 10; i++) {
      Duration wait = backoff.next();
      assertThat(wait).isLessThanOrEqualTo(Duration.ofSeconds(8));
    }
    backoff.reset();

    assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(250));
  }
}
