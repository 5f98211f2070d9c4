package rookery.server.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/// What it costs to bring one message of a group to its members, by a channel for each member, for
/// each group, or for each node. Run it by hand: its figures stand in decision 005.
///
/// One connection publishes and waits for the last answer, another holds all subscriptions and
/// counts what arrives; both and the server share the machine.
final class PublishCost {
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private static final byte[] MESSAGE = new byte[300];
  private static final int NODES = 3;
  private static final int BATCH = 20;
  private static final int SUBSCRIBED_AT_ONCE = 1_000;

  private final StatefulRedisConnection<String, byte[]> publisher;
  private final StatefulRedisPubSubConnection<String, byte[]> subscriber;
  private final Semaphore arrived = new Semaphore(0);

  private PublishCost(RedisClient client) {
    publisher = client.connect(CODEC);
    subscriber = client.connectPubSub(CODEC);
    subscriber.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, byte[] message) {
            arrived.release();
          }
        });
  }

  static void main() throws InterruptedException {
    try (RedisServer server = new RedisServer();
        RedisClient client = RedisClient.create(server.url())) {
      var cost = new PublishCost(client);
      for (int members : new int[] {1_000, 10_000}) {
        List<String> users = names("user-", members);
        cost.subscribe(users);
        System.out.printf(
            "group of %,d: a channel per user %,.0f µs%n",
            members, cost.micros(users, MESSAGE, 200_000 / members));
      }
      List<String> nodes = names("node-", NODES);
      cost.subscribe(nodes);
      System.out.printf(
          "any group, %d nodes: a frame per node %,.1f µs, with %d messages in each %,.1f µs a message%n",
          NODES,
          cost.micros(nodes, MESSAGE, 20_000),
          BATCH,
          cost.micros(nodes, new byte[MESSAGE.length * BATCH], 5_000) / BATCH);
    }
  }

  private static List<String> names(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  private void subscribe(List<String> channels) {
    for (int from = 0; from < channels.size(); from += SUBSCRIBED_AT_ONCE) {
      List<String> chunk =
          channels.subList(from, Math.min(channels.size(), from + SUBSCRIBED_AT_ONCE));
      subscriber.sync().subscribe(chunk.toArray(String[]::new));
    }
  }

  /// How long it takes until all have it, on average; the first third is to warm up.
  private double micros(List<String> channels, byte[] message, int rounds)
      throws InterruptedException {
    long begun = 0;
    int measured = 0;
    for (int round = 0; round < rounds; round++) {
      if (round == rounds / 3) {
        begun = System.nanoTime();
      }
      List<CompletableFuture<Long>> answers = new ArrayList<>(channels.size());
      channels.forEach(channel ->
          answers.add(publisher.async().publish(channel, message).toCompletableFuture()));
      CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).join();
      arrived.acquire(channels.size());
      measured += round >= rounds / 3 ? 1 : 0;
    }
    return Duration.ofNanos(System.nanoTime() - begun).toNanos() / 1_000.0 / measured;
  }
}
