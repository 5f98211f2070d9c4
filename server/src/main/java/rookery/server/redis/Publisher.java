package rookery.server.redis;

import java.io.ByteArrayOutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import rookery.protocol.codec.Frame;
import rookery.server.redis.Outgoing.Out;
import rookery.server.redis.Outgoing.Sent;
import rookery.server.route.Arrival;
import rookery.server.route.Audience;

/// Sends what waits, one frame to each node concerned. Frames to a node are numbered; a number
/// whose frame was let go, or lost, tells that node that something is missing.
///
/// Nothing is sent while Redis counts as away: who was to hear it reads the record.
final class Publisher implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Publisher.class.getName());

  /// Items in one frame's round.
  private static final int ROUND = 64;

  private static final int FRAME_BYTES = 1 << 20;

  /// Frames under way to Redis.
  private static final int UNDER_WAY = 500;

  private static final long ROOM_MS = 100;

  private static final Duration CLOSE = Duration.ofMillis(500);

  private final String own;
  private final RedisLink link;
  private final Peers peers;
  private final IntPredicate here;
  private final Outgoing outgoing = new Outgoing();
  private final Semaphore room = new Semaphore(UNDER_WAY);
  private final LongAdder sent = new LongAdder();
  private final LongAdder lost = new LongAdder();
  private final Map<String, Long> numbers = new HashMap<>(); // of the thread alone
  private final Thread thread;
  private volatile boolean hole;

  /// @param here whether a user has a session here
  Publisher(String own, RedisLink link, Peers peers, IntPredicate here) {
    this.own = own;
    this.link = link;
    this.peers = peers;
    this.here = here;
    this.thread =
        Thread.ofPlatform().daemon().name("redis-publish").unstarted(this::publishForEver);
  }

  void start() {
    thread.start();
  }

  /// Does not block; what does not fit is let go.
  void offer(Out out) {
    if (!outgoing.offer(out)) {
      hole = true;
      lost.increment();
    }
  }

  /// Frames published since the start.
  long sent() {
    return sent.sum();
  }

  /// Frames, or what would have been one, that were let go or failed since the start.
  long lost() {
    return lost.sum();
  }

  /// Items that wait.
  int waiting() {
    return outgoing.size();
  }

  /// Publishes what waits, for a second at most.
  @Override
  public void close() {
    outgoing.offer(new Out.End());
    try {
      thread.join(CLOSE);
      var _ = room.tryAcquire(UNDER_WAY, CLOSE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  private void publishForEver() {
    try {
      List<Out> round = outgoing.take(ROUND);
      while (!(round.getLast() instanceof Out.End)) {
        round(round);
        round = outgoing.take(ROUND);
      }
      round(round);
    } catch (InterruptedException _) {
      // The end.
    }
  }

  private void round(List<Out> round) throws InterruptedException {
    if (link.away()) {
      hole = true;
      return;
    }
    if (hole) {
      hole = false;
      numbers.replaceAll((_, number) -> number + 1);
    }
    try {
      send(merged(round));
    } catch (RuntimeException e) { // the thread's last resort: it must outlive any round
      LOG.log(Level.ERROR, "entries cannot be sent to the other nodes", e);
      hole = true;
    }
  }

  /// The same event for many users, as presence is for friends, goes as one.
  private static List<Out> merged(List<Out> round) {
    List<Out> merged = new ArrayList<>();
    for (Out out : round) {
      if (out instanceof Out.Tell(List<Integer> users, Frame event)
          && !merged.isEmpty()
          && merged.getLast() instanceof Out.Tell last
          && last.event().message() == event.message()) {
        merged.removeLast();
        List<Integer> both = new ArrayList<>(last.users());
        both.addAll(users);
        merged.add(new Out.Tell(both, last.event()));
      } else {
        merged.add(out);
      }
    }
    return merged;
  }

  private void send(List<Out> round) throws InterruptedException {
    Map<String, ByteArrayOutputStream> bodies = new LinkedHashMap<>();
    for (Out out : round) {
      switch (out) {
        case Out.Batch(List<Sent> entries) -> {
          for (Sent entry : entries) {
            Audience audience = Arrival.told(entry.item());
            add(
                bodies,
                nodes(audience),
                FrameText.entry(entry.item().conversation(), audience, entry.frame()));
          }
        }
        case Out.Tell(List<Integer> users, Frame event) ->
            add(bodies, peers.of(users), FrameText.told(users, event));
        case Out.Word(byte[] lines) -> add(bodies, peers.all(), lines);
        case Out.End _ -> {
          // The thread ends after this round.
        }
      }
    }
    for (Map.Entry<String, ByteArrayOutputStream> body : bodies.entrySet()) {
      publish(body.getKey(), body.getValue());
    }
    numbers.keySet().retainAll(peers.all());
  }

  /// Of who is nowhere, the news may be on its way: he may be anywhere.
  private Set<String> nodes(Audience audience) {
    return audience instanceof Audience.Named(Set<Integer> users)
            && users.stream().allMatch(user -> peers.online(user) || here.test(user))
        ? peers.of(users)
        : peers.all();
  }

  private void add(Map<String, ByteArrayOutputStream> bodies, Set<String> nodes, byte[] lines)
      throws InterruptedException {
    for (String node : nodes) {
      ByteArrayOutputStream body =
          bodies.computeIfAbsent(node, _ -> new ByteArrayOutputStream(1_024));
      if (body.size() + lines.length > FRAME_BYTES) {
        publish(node, body);
        body.reset();
      }
      body.writeBytes(lines);
    }
  }

  private void publish(String node, ByteArrayOutputStream body) throws InterruptedException {
    long number = numbers.merge(node, 1L, Long::sum);
    if (body.size() == 0 || !room.tryAcquire(ROOM_MS, TimeUnit.MILLISECONDS)) {
      lost.increment();
      return;
    }
    byte[] header = FrameText.header(own, number);
    byte[] frame = Arrays.copyOf(header, header.length + body.size());
    System.arraycopy(body.toByteArray(), 0, frame, header.length, body.size());
    Optional<CompletionStage<Long>> reply = link.publish(Keys.channel(node), frame);
    reply.ifPresentOrElse(
        stage -> stage.whenComplete(this::published),
        () -> {
          room.release();
          lost.increment();
        });
  }

  /// Called on Lettuce's thread.
  private void published(@Nullable Long receivers, @Nullable Throwable failure) {
    room.release();
    if (receivers != null && receivers > 0) {
      sent.increment();
    } else {
      lost.increment();
    }
  }
}
