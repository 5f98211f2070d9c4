package rookery.loadtest.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private static final List<Fault> ALL = List.of(Fault.values());

  @Test
  void eachFaultComesOnceBeforeAnyComesAgain() {
    Schedule schedule = schedule(1);
    for (int round = 0; round < 3; round++) {
      assertThat(Stream.generate(schedule::next).limit(ALL.size()))
          .extracting(Schedule.Planned::fault)
          .containsExactlyInAnyOrderElementsOf(ALL);
    }
  }

  @Test
  void sameSeedDrawsTheSame() {
    assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8));
  }

  @Test
  void nodeStandsStillForUpToTheLongestStop() {
    assertThat(drawn(3))
        .filteredOn(planned -> planned.fault() == Fault.NODE_STOP)
        .extracting(Schedule.Planned::lasting)
        .allMatch(lasting -> lasting.compareTo(Duration.ofSeconds(60)) <= 0)
        .anyMatch(lasting -> lasting.compareTo(Duration.ofSeconds(20)) > 0);
  }

  private static List<Schedule.Planned> drawn(long seed) {
    return Stream.generate(schedule(seed)::next).limit(20L * ALL.size()).toList();
  }

  private static Schedule schedule(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    return new Schedule(random, ALL, Duration.ofSeconds(60));
  }
}
