package rookery.server.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BucketsTest {
  private final MovedClock clock = new MovedClock();
  private final Buckets<String> buckets = new Buckets<>(new Rate(10, Duration.ofSeconds(5)), clock);

  @Test
  void soManyPassAtOnceAndTheNextOneIsToldWhen() {
    use("a", 10);
    assertThat(buckets.take("a", 1)).isEqualTo(500);
    assertThat(buckets.take("b", 1)).as("another's").isZero();
  }

  @Test
  void whatWasRefusedCostsNothing() {
    use("a", 10);
    for (int i = 0; i < 100; i++) {
      assertThat(buckets.take("a", 1)).isEqualTo(500);
    }
    clock.move(Duration.ofMillis(499));
    assertThat(buckets.take("a", 1)).isEqualTo(1);
    clock.move(Duration.ofMillis(1));
    assertThat(buckets.take("a", 1)).isZero();
    assertThat(buckets.take("a", 1)).isEqualTo(500);
  }

  @Test
  void allComesBackInAPeriodAndNeverMore() {
    use("a", 10);
    clock.move(Duration.ofSeconds(5));
    use("a", 10);
    clock.move(Duration.ofHours(5));
    use("a", 10);
    assertThat(buckets.take("a", 1)).isPositive();
  }

  @Test
  void moreThanThereCanBePassesWhenAllIsThere() {
    assertThat(buckets.take("a", 25)).isZero();
    assertThat(buckets.take("a", 1)).isEqualTo(8_000);
  }

  @Test
  void debtGrowsAndIsPaidOff() {
    assertThat(buckets.owe("a", 10)).isZero();
    assertThat(buckets.owe("a", 2)).isEqualTo(1_000_000_000);
    assertThat(buckets.owe("a", 2)).isEqualTo(2_000_000_000);
    clock.move(Duration.ofSeconds(2));
    assertThat(buckets.owe("a", 0)).isZero();
  }

  @Test
  void clockThatIsSetBackLocksNobodyOut() {
    use("a", 10);
    clock.move(Duration.ofHours(-5));
    clock.move(Duration.ofSeconds(5));
    assertThat(buckets.take("a", 1)).isLessThanOrEqualTo(5_500);
    clock.move(Duration.ofSeconds(6));
    assertThat(buckets.take("a", 1)).isZero();
  }

  @Test
  void idleOnesAreForgotten() {
    for (int i = 0; i < 1_000; i++) {
      buckets.take("early " + i, 1);
    }
    clock.move(Duration.ofMinutes(1));
    for (int i = 0; i < 1_000; i++) {
      buckets.take("late " + i, 1);
    }
    assertThat(buckets.size()).isEqualTo(1_000);
  }

  @Test
  void manyKeysAreBoundedAndThoseInUseStay() {
    use("busy", 10);
    for (int i = 0; i < 3 * Buckets.MAX; i++) {
      buckets.take("other " + i, 1);
      assertThat(buckets.take("busy", 1)).isPositive();
    }
    assertThat(buckets.size()).isLessThanOrEqualTo(Buckets.MAX + 1);
  }

  @Test
  void noLimitLetsAllPassAndKeepsNothing() {
    Buckets<String> none = new Buckets<>(Rate.parse("0"), clock);
    for (int i = 0; i < 100; i++) {
      assertThat(none.take("a", 1_000_000)).isZero();
      assertThat(none.owe("a", 1_000_000)).isZero();
    }
    assertThat(none.size()).isZero();
  }

  @Test
  void rateIsWrittenAsHowManyInHowLong() {
    assertThat(Rate.parse("200/5s")).isEqualTo(new Rate(200, Duration.ofSeconds(5)));
    assertThat(Rate.parse("7/2m")).isEqualTo(new Rate(7, Duration.ofMinutes(2)));
    assertThat(Rate.parse("100/1h")).isEqualTo(new Rate(100, Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "-1/5s", "5/5", "5/0s", "5/5d", "1e9/1s", "9999999999/1s"})
  void whatIsNoRateIsRefused(String text) {
    assertThatThrownBy(() -> Rate.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  private void use(String key, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(buckets.take(key, 1)).isZero();
    }
  }
}
