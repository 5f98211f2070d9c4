package rookery.server.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.metrics.api.FunctionalCounter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.Metrics;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class MetersTest {
  private final AtomicLong number = new AtomicLong();

  @Test
  void whatIsAskedStaysThoughNobodyElseHoldsIt() {
    Meters meters = new Meters();
    meters.counter("test_counter", "for a test", () -> number.get());
    meters.counter("test_tagged", "for a test", "tag", "a", () -> number.get());
    meters.gauge("test_gauge", "for a test", () -> number.get());
    System.gc(); // what could go, goes
    number.set(7);
    assertThat(meter("test_counter", FunctionalCounter.class).count()).isEqualTo(7);
    assertThat(meter("test_tagged", FunctionalCounter.class).count()).isEqualTo(7);
    assertThat(meter("test_gauge", Gauge.class).value().longValue()).isEqualTo(7);
  }

  private static <M extends Meter> M meter(String name, Class<M> type) {
    return Metrics.globalRegistry().meters().stream()
        .filter(meter -> meter.id().name().equals(name))
        .map(type::cast)
        .findFirst()
        .orElseThrow();
  }
}
