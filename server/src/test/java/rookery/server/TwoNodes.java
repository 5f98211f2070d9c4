package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import rookery.server.db.DatabaseSettings;
import rookery.server.db.MariaDb;
import rookery.server.redis.RedisServer;
import rookery.server.redis.RedisTimes;

/// Two nodes on one database and one Redis, both of which the second one reaches by ways of its
/// own.
final class TwoNodes implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long LOOK_NANOS = 5_000_000;

  final MariaDb store = MariaDb.start();
  final RedisServer redis = new RedisServer();
  final Relay way = new Relay(redis.port());
  final Relay wayToStore = new Relay(store.port());
  final TestNode one;
  final TestNode two;
  private final String name;
  private final DatabaseSettings settings;
  private final RedisTimes times;

  TwoNodes(RedisTimes times) {
    DatabaseSettings database = store.newDatabase();
    settings = database;
    this.times = times;
    name = database.store().substring(database.store().lastIndexOf('/') + 1);
    one = new TestNode(database, redis.url(), times);
    String ownWay =
        database.store().replace(":" + store.port() + "/", ":" + wayToStore.port() + "/");
    two =
        new TestNode(
            new DatabaseSettings(ownWay, database.user(), database.password()),
            "redis://127.0.0.1:" + way.port(),
            times);
    awaitRedis();
  }

  /// One more node, which is not waited for.
  TestNode another() {
    return new TestNode(settings, redis.url(), times);
  }

  /// The name of the nodes' database.
  String database() {
    return name;
  }

  /// What the record says of a user's presence.
  String state(int user) {
    return store.value(name, "SELECT state FROM user WHERE id = " + user);
  }

  /// Waits until both nodes count Redis as there, and know of each other.
  void awaitRedis() {
    until(
        "both nodes are in",
        () ->
            one.cluster().redisThere()
                && two.cluster().redisThere()
                && redis.command("SCARD rookery:{0}:nodes").equals(":2"));
  }

  /// Waits for what no message tells.
  static void until(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what + " in time").isLessThan(deadline);
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  @Override
  public void close() {
    two.close();
    one.close();
    way.close();
    wayToStore.close();
    redis.close();
    store.close();
  }
}
