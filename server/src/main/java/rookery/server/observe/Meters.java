package rookery.server.observe;

import io.helidon.metrics.api.DistributionStatisticsConfig;
import io.helidon.metrics.api.DistributionSummary;
import io.helidon.metrics.api.FunctionalCounter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Metrics;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/// Offers numbers at the admin listener's `/observe/metrics`. There is one registry a process, so
/// each name is given once.
public final class Meters {
  /// Buckets can be added up over nodes, percentiles cannot; and they cost more.
  private static final double[] NONE = {};

  /// What a meter asks is held weakly, but for its function: so that is ours, and what it asks the
  /// registry, which stays.
  private final MeterRegistry registry = Metrics.globalRegistry();

  /// A number that goes up and down; asked whenever somebody looks, so it must not block.
  public void gauge(String name, String what, DoubleSupplier value) {
    registry.getOrCreate(Gauge.builder(name, registry, _ -> value.getAsDouble()).description(what));
  }

  /// One of several gauges of a name.
  public void gauge(String name, String what, String tag, String tagValue, DoubleSupplier value) {
    registry.getOrCreate(
        Gauge.builder(name, registry, _ -> value.getAsDouble())
            .description(what)
            .addTag(Tag.create(tag, tagValue)));
  }

  /// A number that only grows; asked whenever somebody looks, so it must not block.
  public void counter(String name, String what, LongSupplier value) {
    registry.getOrCreate(
        FunctionalCounter.builder(name, registry, _ -> value.getAsLong()).description(what));
  }

  /// One of several counters of a name.
  public void counter(String name, String what, String tag, String tagValue, LongSupplier value) {
    registry.getOrCreate(
        FunctionalCounter.builder(name, registry, _ -> value.getAsLong())
            .description(what)
            .addTag(Tag.create(tag, tagValue)));
  }

  /// How durations spread over buckets, each up to a bound. The name says seconds.
  public Consumer<Duration> durations(String name, String what, Duration... bounds) {
    Timer timer =
        registry.getOrCreate(
            Timer.builder(name).description(what).percentiles(NONE).buckets(bounds));
    return timer::record;
  }

  /// How sizes spread over buckets, each up to a bound.
  public IntConsumer sizes(String name, String what, double... bounds) {
    DistributionSummary summary =
        registry.getOrCreate(
            DistributionSummary.builder(
                    name, DistributionStatisticsConfig.builder().percentiles(NONE).buckets(bounds))
                .description(what));
    return summary::record;
  }
}
