package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.ChatScenario.befriend;
import static rookery.server.ChatScenario.name;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.Stored;
import rookery.server.db.DatabaseSettings;
import rookery.server.db.MariaDb;
import rookery.server.redis.RedisServer;
import rookery.server.redis.RedisTimes;

/// Two nodes, one database and one Redis: people on one node and on the other see no difference.
final class ClusterScenarioIT {
  private static MariaDb store;
  private static RedisServer redis;
  private static TestNode one;
  private static TestNode two;

  @BeforeAll
  static void start() {
    store = MariaDb.start();
    redis = new RedisServer();
    DatabaseSettings database = store.newDatabase();
    one = new TestNode(database, redis.url(), RedisTimes.DEFAULT);
    two = new TestNode(database, redis.url(), RedisTimes.DEFAULT);
  }

  @AfterAll
  static void stop() {
    two.close();
    one.close();
    redis.close();
    store.close();
  }

  @Test
  void friendsOnTwoNodesChatBothWays() {
    try (ScriptedClient ann = ScriptedClient.tcp(one.tcp()).register(name("ann"));
        ScriptedClient bob = ScriptedClient.webSocket(two.http()).register(name("bob"))) {
      befriend(ann, bob);
      Stored stored = ann.say(bob.id, "c-1", "你好 👋");
      DirectPosted posted = bob.await(DirectPosted.class);
      assertThat(posted.msg()).isEqualTo("你好 👋");
      assertThat(posted.seq()).isEqualTo(stored.seq());
      bob.say(ann.id, "c-2", "早");
      assertThat(ann.await(DirectPosted.class).msg()).isEqualTo("早");
    }
  }
}
