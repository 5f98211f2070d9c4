package rookery.loadtest.thin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class ReadingTest {
  @Test
  void addsUpNodesAndTags() {
    Map<String, Double> counted = new HashMap<>();
    String metrics =
        """
        # TYPE rookery_connections gauge
        rookery_connections{transport="tcp",scope="application"} 3.0
        rookery_connections{transport="websocket",scope="application"} 1.0
        rookery_uptime_seconds 2.5E1
        """;
    Reading.add(counted, metrics);
    Reading.add(counted, metrics);
    assertThat(counted)
        .containsOnly(
            Map.entry("rookery_connections", 8.0), Map.entry("rookery_uptime_seconds", 50.0));
  }

  @Test
  void tellsWhatWasUsedSinceForEachMessage() {
    Reading before =
        new Reading(Map.of("node", 1_000L), Map.of(Reading.FRAMES, 10.0, Reading.COMMITS, 5.0));
    Reading after =
        new Reading(
            Map.of("node", 6_000L, "redis", 500L),
            Map.of(Reading.FRAMES, 40.0, Reading.COMMITS, 20.0, Reading.ENTRIES, 100.0));
    Map<String, Object> numbers = new TreeMap<>();
    after.perMessage(numbers, before, 100);
    assertThat(numbers)
        .containsEntry("node_cpu_us_per_message", 50L)
        .containsEntry("redis_cpu_us_per_message", 5L)
        .containsEntry("redis_frames", 30L)
        .containsEntry("redis_frames_per_commit", 2.0)
        .containsEntry("redis_frames_per_message", 0.3);
  }
}
