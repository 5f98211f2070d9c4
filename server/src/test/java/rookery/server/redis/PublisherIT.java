package rookery.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rookery.protocol.Role;
import rookery.server.log.Committed.Item;
import rookery.server.log.Conversation;
import rookery.server.log.LogEntry;
import rookery.server.log.Members;
import rookery.server.log.MemoryLogTail;
import rookery.server.redis.Outgoing.Out;
import rookery.server.redis.Outgoing.Sent;
import rookery.server.route.Arrival;

/// More to publish than fits: it is counted, and the receiver learns that something is missing.
final class PublisherIT {
  private static final Conversation.Direct CHAT = new Conversation.Direct(7, 1, 2);
  private static final Members BOTH =
      new Members(CHAT, 1, true, Map.of(1, Role.NORMAL, 2, Role.NORMAL));
  private static final int ITEMS = 4_000;
  private static final int TOO_MANY = 5;
  private static final long PATIENCE_S = 10;

  private final RedisServer redis = new RedisServer();
  private final RedisClient client = RedisClient.create(redis.url());
  private final LinkedBlockingQueue<NodeFrame> frames = new LinkedBlockingQueue<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch up = new CountDownLatch(1);
  private final RedisLink link =
      new RedisLink(RedisURI.create(redis.url()), RedisTimes.DEFAULT, Keys.channel("a"), _ -> {});
  private final Peers peers = new Peers();
  private final Publisher publisher = new Publisher("a", link, peers, _ -> hold());

  /// Asked while an entry is being published, which it holds up.
  private boolean hold() {
    held.countDown();
    await(go);
    return true;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterEach
  void stop() {
    publisher.close();
    link.close();
    client.close();
    redis.close();
  }

  private void word(long version) {
    publisher.offer(new Out.Word(FrameText.moved(version, true, Map.of(), List.of())));
  }

  private NodeFrame next() throws InterruptedException {
    NodeFrame frame = frames.poll(PATIENCE_S, TimeUnit.SECONDS);
    assertThat(frame).isNotNull();
    return frame;
  }

  @Test
  void whatDoesNotFitIsCountedAndTheNextNumberShowsIt() throws InterruptedException {
    listen();
    peers.heard("b", 1);
    link.start(this::linkChanged);
    await(up);
    publisher.start();
    word(0);
    Peers receiver = new Peers();
    assertThat(receiver.heard("a", next().number())).isFalse();

    LogEntry entry = new MemoryLogTail().text(CHAT);
    Item item = new Item(entry, BOTH, BOTH, null);
    publisher.offer(new Out.Batch(List.of(new Sent(item, Arrival.of(item).frame()))));
    await(held);
    for (int i = 1; i <= ITEMS + TOO_MANY; i++) {
      word(i);
    }
    assertThat(publisher.lost()).isEqualTo(TOO_MANY);
    assertThat(publisher.waiting()).isEqualTo(ITEMS);
    go.countDown();

    assertThat(receiver.heard("a", next().number())).as("after the entry").isFalse();
    int holes = 0;
    int words = 0;
    while (words < ITEMS) {
      NodeFrame frame = next();
      words += frame.items().size();
      holes += receiver.heard("a", frame.number()) ? 1 : 0;
    }
    assertThat(holes).isEqualTo(1);
    assertThat(publisher.lost()).isEqualTo(TOO_MANY);
  }

  private void linkChanged() {
    if (!link.away()) {
      up.countDown();
    }
  }

  private void listen() {
    StatefulRedisPubSubConnection<String, byte[]> listening =
        client.connectPubSub(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
    listening.addListener(
        new RedisPubSubAdapter<>() {
          @Override
          public void message(String channel, byte[] message) {
            frames.add(NodeFrame.read(message));
          }
        });
    listening.sync().subscribe(Keys.channel("b"));
  }
}
