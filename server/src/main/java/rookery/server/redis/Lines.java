package rookery.server.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One pair of connections to Redis, from their opening to the loss of either: one listens to the
/// own channel, the other sends.
final class Lines implements AutoCloseable {
  private static final RedisCodec<String, byte[]> CODEC =
      RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE);

  private static final long CLOSE_MS = 500;

  private static final byte[] BEAT = {'.'};

  private final StatefulRedisPubSubConnection<String, byte[]> listening;
  private final StatefulRedisConnection<String, byte[]> sending;
  private final String channel;

  private Lines(
      StatefulRedisPubSubConnection<String, byte[]> listening,
      StatefulRedisConnection<String, byte[]> sending,
      String channel) {
    this.listening = listening;
    this.sending = sending;
    this.channel = channel;
  }

  /// Connects and subscribes; blocks for a few seconds at most.
  ///
  /// @param received told what comes through the channel, on Lettuce's thread
  /// @param subscribed told when it is listened to, on Lettuce's thread
  static Lines open(
      RedisClient client, String channel, Consumer<byte[]> received, Runnable subscribed) {
    StatefulRedisPubSubConnection<String, byte[]> listening = client.connectPubSub(CODEC);
    try {
      listening.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void message(String from, byte[] payload) {
              received.accept(payload);
            }

            @Override
            public void subscribed(String to, long count) {
              subscribed.run();
            }
          });
      listening.sync().subscribe(channel);
      return new Lines(listening, client.connect(CODEC), channel);
    } catch (RuntimeException e) {
      var _ = listening.closeAsync();
      throw e;
    }
  }

  boolean live() {
    return listening.isOpen() && sending.isOpen();
  }

  CompletionStage<Long> publish(String to, byte[] payload) {
    return sending.async().publish(to, payload);
  }

  /// Sends a sign of life through the own channel.
  void beat() {
    publish(channel, BEAT).whenComplete((_, _) -> {});
  }

  static boolean isBeat(byte[] payload) {
    return payload.length == BEAT.length && payload[0] == BEAT[0];
  }

  RedisCommands<String, byte[]> commands() {
    return sending.sync();
  }

  /// Waits for a moment, so that the client finds nothing half closed.
  @Override
  public void close() {
    listening
        .closeAsync()
        .thenCombine(sending.closeAsync(), (_, _) -> true)
        .completeOnTimeout(false, CLOSE_MS, TimeUnit.MILLISECONDS)
        .join();
  }
}
