package rookery.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import rookery.protocol.MessageType;
import rookery.protocol.codec.Classic;
import rookery.server.db.Database;
import rookery.server.db.DatabaseSettings;
import rookery.server.dispatch.Access;
import rookery.server.limit.LimitSettings;
import rookery.server.log.EntryMeter;
import rookery.server.redis.Cluster;
import rookery.server.redis.RedisTimes;
import rookery.server.wire.Listeners;
import rookery.server.wire.TrustedProxies;
import rookery.server.wire.WireConfig;
import rookery.server.wire.WireConfig.Address;

/// A whole node in this process, on free ports.
final class TestNode implements AutoCloseable {
  static final int CLASSIC_ACK_LIMIT = 1_000;

  private static final Address ANY = new Address("127.0.0.1", 0);

  private final Database database;
  private final Node node;
  private final DatabaseWatch watch;
  private final Listeners listeners;

  TestNode(DatabaseSettings store) {
    this(store, "", RedisTimes.DEFAULT, LimitConfig.defaults(), Clock.systemUTC());
  }

  /// @param redis where it meets the other nodes; empty for none
  TestNode(DatabaseSettings store, String redis, RedisTimes times) {
    this(store, redis, times, LimitConfig.defaults(), Clock.systemUTC());
  }

  TestNode(DatabaseSettings store, LimitSettings limits, Clock clock) {
    this(store, "", RedisTimes.DEFAULT, limits, clock);
  }

  private TestNode(
      DatabaseSettings store, String redis, RedisTimes times, LimitSettings limits, Clock clock) {
    Classic classic = new Classic(Clock.system(ZoneOffset.UTC), CLASSIC_ACK_LIMIT);
    database = Database.open(store);
    node = new Node(database, redis, times, classic, clock, EntryMeter.NONE, limits, true);
    watch = new DatabaseWatch(database::ready, node);
    listeners =
        new Listeners(
            new WireConfig(ANY, ANY, ANY, 2_000, 500, TrustedProxies.LOOPBACK, limits),
            node.dispatcher(),
            classic,
            List.of(),
            sentence -> {
              throw new AssertionError(sentence);
            });
    node.start();
    listeners.start();
    watch.start(listeners);
  }

  /// Which types of messages are handled, and who may send them at all.
  Map<MessageType, Access> table() {
    return node.dispatcher().table();
  }

  Database database() {
    return database;
  }

  /// Commands that wait in the lanes.
  int laneDepth() {
    return node.laneDepth();
  }

  /// A command of the keeper; its text, which begins with a bang where it was refused.
  String keep(String... words) {
    JsonNode answer;
    try {
      JsonMapper json = new JsonMapper();
      answer =
          json.readTree(
              node.keeper().answer(json.writeValueAsString(Map.of("words", List.of(words)))));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
    return (answer.path("ok").asBoolean() ? "" : "!") + answer.path("text").asText();
  }

  int tcp() {
    return listeners.port("tcp");
  }

  int http() {
    return listeners.port("http");
  }

  /// What it tells operators; one node of a process can.
  String numbers() {
    new NodeMetrics().of(node, listeners.traffic(), watch::ready, database::pool);
    URI metrics = URI.create("http://127.0.0.1:" + listeners.port("admin") + "/observe/metrics");
    try (InputStream in = metrics.toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether its database answered of late.
  boolean ready() {
    return watch.ready();
  }

  Cluster.Figures cluster() {
    return node.cluster().orElseThrow();
  }

  @Override
  public void close() {
    listeners.close();
    watch.close();
    node.close();
    database.close();
  }
}
