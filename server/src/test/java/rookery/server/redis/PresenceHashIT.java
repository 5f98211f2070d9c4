package rookery.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PresenceHashIT {
  private static final Duration LEASE = Duration.ofSeconds(7);
  private static final String NODE = "node";
  private static final String ANN = "1:2:laptop";
  private static final String BOB = "2:c:classic";

  private static RedisServer server;
  private static RedisClient client;
  private static RedisCommands<String, byte[]> redis;

  private final PresenceHash hash = new PresenceHash(NODE, LEASE, 1);

  @BeforeAll
  static void connect() {
    server = new RedisServer();
    client = RedisClient.create(server.url());
    redis = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE)).sync();
  }

  @AfterAll
  static void end() {
    client.shutdown();
    server.close();
  }

  @BeforeEach
  void empty() {
    redis.flushall();
  }

  @Test
  void changeOfWhatIsNotThereDoesNothing() {
    assertThat(hash.change(redis, 1, Map.of(1L, ANN), List.of())).isFalse();
    assertThat(hash.of(redis, NODE)).isEmpty();
  }

  @Test
  void changeAddsAndTakesAwayAndRenews() {
    hash.whole(redis, 1, Map.of(1L, ANN));
    redis.pexpire(Keys.presence(NODE), 1_000);
    assertThat(hash.change(redis, 2, Map.of(2L, BOB), List.of(1L))).isTrue();
    assertStands(2, Map.of(2L, BOB));
    assertThat(redis.pttl(Keys.presence(NODE))).isBetween(1_001L, LEASE.toMillis());
  }

  @Test
  void changeThatComesLateChangesNothing() {
    hash.whole(redis, 6, Map.of());
    assertThat(hash.change(redis, 5, Map.of(1L, ANN), List.of()))
        .as("it is there, and later")
        .isTrue();
    assertStands(6, Map.of());
  }

  @Test
  void wholeThatComesLateChangesNothing() {
    hash.whole(redis, 6, Map.of(2L, BOB));
    hash.whole(redis, 5, Map.of(1L, ANN));
    assertStands(6, Map.of(2L, BOB));
  }

  private void assertStands(long version, Map<Long, String> sessions) {
    assertThat(hash.of(redis, NODE)).contains(new PresenceHash.Found(version, sessions));
  }
}
