package rookery.server.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.sync.RedisCommands;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The connections to Redis, and whether Redis is there.
///
/// Whether it is there is decided by signs of life sent through the own channel and back: a stalled
/// Redis and a half-open connection make no event. Lettuce's own reconnection is off: it would
/// repeat what was under way before anybody listens again. Here every loss ends in fresh
/// connections, with nothing in them. Thread-safe.
final class RedisLink implements AutoCloseable {
  private static final Logger LOG = System.getLogger(RedisLink.class.getName());

  private static final Duration COMMAND = Duration.ofSeconds(2);
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final int QUEUED_COMMANDS = 4_096;

  /// Bounds of the random wait before a new attempt, in ms.
  private static final int WAIT_FROM = 20;

  private static final int WAIT_TO = 500;

  private final RedisTimes times;
  private final String channel;
  private final Consumer<byte[]> frames;
  private final RedisClient client;
  private final Thread thread;
  private final Semaphore woken = new Semaphore(0);
  private volatile @Nullable Lines lines;
  private volatile long heardNanos;
  private volatile long upSinceNanos;
  private volatile boolean up;
  private Runnable changed = () -> {};

  /// @param channel the own one
  /// @param frames told what comes through it, on Lettuce's thread: must hand over at once
  RedisLink(RedisURI uri, RedisTimes times, String channel, Consumer<byte[]> frames) {
    this.times = times;
    this.channel = channel;
    this.frames = frames;
    this.heardNanos = System.nanoTime() - times.awayAfter().toNanos() - 1;
    uri.setTimeout(COMMAND);
    this.client = RedisClient.create(uri);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false)
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(QUEUED_COMMANDS)
            .timeoutOptions(TimeoutOptions.enabled(COMMAND))
            .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).keepAlive(true).build())
            .build());
    this.thread = Thread.ofPlatform().daemon().name("redis-link").unstarted(this::keepOpen);
  }

  /// @param changed told when Redis went away or came back, and when the own channel is listened to
  ///   again: what was sent meanwhile is lost; must not block
  void start(Runnable changed) {
    this.changed = changed;
    thread.start();
  }

  /// Whether no sign of life came back of late. What is published then may be lost.
  boolean away() {
    return System.nanoTime() - heardNanos > times.awayAfter().toNanos();
  }

  /// Since when it has been there, as [System#nanoTime()] tells; looked at when it is.
  long upSinceNanos() {
    return upSinceNanos;
  }

  /// Publishes; empty while there is no connection.
  ///
  /// @return to how many subscribers it went
  Optional<CompletionStage<Long>> publish(String to, byte[] payload) {
    return Optional.ofNullable(lines).map(open -> open.publish(to, payload));
  }

  /// For commands that are waited for, two seconds at most; empty while there is no connection.
  /// They throw [RedisException].
  Optional<RedisCommands<String, byte[]>> commands() {
    return Optional.ofNullable(lines).map(Lines::commands);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(COMMAND);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    client.shutdown(Duration.ZERO, COMMAND);
  }

  private void keepOpen() {
    boolean told = false;
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try (Lines open = Lines.open(client, channel, this::received, this::subscribed)) {
          told = false;
          lines = open;
          watch(open);
        } catch (RedisException e) {
          if (!told) {
            LOG.log(Level.WARNING, "Redis cannot be reached: " + e.getMessage());
            told = true;
          }
        } finally {
          lines = null;
          judge();
        }
        woken.tryAcquire(
            ThreadLocalRandom.current().nextInt(WAIT_FROM, WAIT_TO), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException _) {
      // The end.
    }
  }

  /// Sends signs of life until the connections are lost, or nothing came back for long.
  private void watch(Lines open) throws InterruptedException {
    long opened = System.nanoTime();
    long next = opened;
    while (open.live() && silentNanos(opened) < times.reopenAfter().toNanos()) {
      if (System.nanoTime() - next >= 0) {
        open.beat();
        next += times.beat().toNanos();
      }
      judge();
      woken.tryAcquire(times.beat().toMillis() / 5, TimeUnit.MILLISECONDS);
      woken.drainPermits();
    }
  }

  private long silentNanos(long openedNanos) {
    long now = System.nanoTime();
    return Math.min(now - openedNanos, now - heardNanos);
  }

  private void subscribed() {
    woken.release();
    changed.run();
  }

  private void received(byte[] payload) {
    if (Lines.isBeat(payload)) {
      heardNanos = System.nanoTime();
      if (!up) {
        woken.release();
      }
    } else {
      frames.accept(payload);
    }
  }

  private void judge() {
    boolean now = !away();
    if (now == up) {
      return;
    }
    if (now) {
      upSinceNanos = System.nanoTime();
    }
    up = now;
    LOG.log(
        now ? Level.INFO : Level.WARNING,
        now ? "Redis is there" : "Redis is away: entries of other nodes are read from the record");
    changed.run();
  }
}
