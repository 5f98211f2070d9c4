package rookery.server;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import rookery.server.db.PoolUse;
import rookery.server.limit.Refusals.Limit;
import rookery.server.log.EntryMeter;
import rookery.server.observe.Meters;
import rookery.server.redis.Cluster;
import rookery.server.wire.Traffic;

/// All that a node tells about itself, on one page; `docs/operations.md` says what each number
/// means and what to do about it.
final class NodeMetrics {
  private static final int MILLIS = 1_000;

  /// Milliseconds: fine where people do not notice, coarse where they do. An ack takes 1.5 s at
  /// most, an entry whose news was lost longer.
  private static final Duration[] BOUNDS =
      Stream.of(
              1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 75, 100, 150, 200, 300, 500, 750, 1_000, 1_500,
              2_000, 3_000, 5_000, 10_000)
          .map(Duration::ofMillis)
          .toArray(Duration[]::new);

  private static final double[] BATCH_BOUNDS = {1, 2, 5, 10, 20, 50, 100, 200};

  private final Meters meters = new Meters();

  /// What lanes and routing tell while they work.
  EntryMeter entries() {
    IntConsumer batches =
        meters.sizes(
            "rookery_commit_entries", "Entries of the log that a commit brought.", BATCH_BOUNDS);
    Consumer<Duration> acks =
        meters.durations("rookery_ack_seconds", "From a message's arrival to its ack.", BOUNDS);
    Consumer<Duration> deliveries =
        meters.durations(
            "rookery_delivery_seconds",
            "From an entry's time to the outboxes of the sessions here.",
            BOUNDS);
    LongAdder messages = new LongAdder();
    meters.counter("rookery_messages", "Texts stored.", messages::sum);
    return new EntryMeter() {
      @Override
      public void committed(int entries, int texts) {
        batches.accept(entries);
        messages.add(texts);
      }

      @Override
      public void acked(Duration after) {
        acks.accept(after);
      }

      @Override
      public void delivered(Duration after) {
        deliveries.accept(after);
      }
    };
  }

  /// What is read from the parts whenever somebody looks.
  ///
  /// @param database whether it answers
  /// @param pool how its connections are used
  void of(Node node, Traffic traffic, BooleanSupplier database, Supplier<PoolUse> pool) {
    meters.gauge(
        "rookery_uptime_seconds",
        "Since the process began.",
        () -> (double) ManagementFactory.getRuntimeMXBean().getUptime() / MILLIS);
    meters.gauge(
        "rookery_database_up",
        "1 while the database answers.",
        () -> database.getAsBoolean() ? 1 : 0);
    pool(pool);
    meters.gauge("rookery_sessions", "Clients that are signed in.", node::sessions);
    meters.gauge("rookery_lane_depth", "Commands that wait for their commit.", node::laneDepth);
    String connections = "Open connections of clients.";
    meters.gauge("rookery_connections", connections, "transport", "tcp", traffic::tcpConnections);
    meters.gauge(
        "rookery_connections",
        connections,
        "transport",
        "websocket",
        traffic::webSocketConnections);
    meters.counter("rookery_frames_in", "Messages from clients.", traffic::framesIn);
    meters.counter("rookery_frames_out", "Messages to clients.", traffic::framesOut);
    meters.counter("rookery_bytes_in", "Bytes from clients.", traffic::bytesIn);
    meters.counter("rookery_bytes_out", "Bytes to clients.", traffic::bytesOut);
    meters.counter(
        "rookery_refused", "Connections turned away for want of room.", traffic::refused);
    meters.counter(
        "rookery_evicted", "Closed for newer ones, with nobody signed in.", traffic::evicted);
    meters.counter("rookery_cut", "Cut: stuck, silent, or too slow to read.", traffic::cut);
    for (Limit limit : Limit.values()) {
      meters.counter(
          "rookery_refusals",
          "Held up by a limit.",
          "limit",
          limit.word(),
          () -> node.refusals().of(limit) + traffic.refusals().of(limit));
    }
    if (node.cluster().isPresent()) {
      redis(() -> node.cluster().orElseThrow());
    }
  }

  private void pool(Supplier<PoolUse> pool) {
    String name = "rookery_pool_connections";
    String what = "Connections to the database that are no lane's.";
    meters.gauge(name, what, "state", "active", () -> pool.get().active());
    meters.gauge(name, what, "state", "idle", () -> pool.get().idle());
    meters.gauge(
        "rookery_pool_waiting", "Who waits for such a connection.", () -> pool.get().waiting());
  }

  private void redis(Supplier<Cluster.Figures> figures) {
    meters.gauge(
        "rookery_redis_up", "1 while Redis answers.", () -> figures.get().redisThere() ? 1 : 0);
    meters.counter(
        "rookery_redis_frames_out",
        "Batches published to other nodes.",
        () -> figures.get().framesOut());
    meters.counter(
        "rookery_redis_frames_in",
        "Batches taken from other nodes.",
        () -> figures.get().framesIn());
    meters.counter(
        "rookery_redis_frames_lost",
        "Batches that could not be published.",
        () -> figures.get().framesLost());
    meters.counter(
        "rookery_redis_frames_in_lost",
        "Batches from other nodes that were let go.",
        () -> figures.get().framesInLost());
    String queue = "rookery_redis_queue";
    String waits = "What waits to be published, or to be handed on.";
    meters.gauge(queue, waits, "direction", "out", () -> figures.get().waitingOut());
    meters.gauge(queue, waits, "direction", "in", () -> figures.get().waitingIn());
    meters.gauge(
        "rookery_redis_entries_early",
        "Entries that wait for one before them.",
        () -> figures.get().entriesEarly());
    meters.counter(
        "rookery_redis_entries_read",
        "Entries that no batch brought and the log gave.",
        () -> figures.get().entriesRead());
  }
}
