package rookery.tui.net;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.AccountMessages.Pong;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.ClientMessage;
import rookery.protocol.ErrorCode;
import rookery.protocol.ProtocolException;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;
import rookery.protocol.codec.Version2;

/// One connection's life: frames out in order, answers to their requests, everything else to one
/// consumer, and an end as soon as the other side is silent for too long.
///
/// The consumer and the takers of answers are called on the reader's thread, in the order in which
/// the server wrote. Each request gets exactly one answer: a [Result] with 503 when the connection
/// ended first.
final class Connection implements AutoCloseable {
  /// Frames that wait for the writer. When it is full, the server is not reading: end.
  private static final int QUEUE_FRAMES = 1_024;

  private static final int FRAMES_A_WRITE = 64;
  private static final Duration GOODBYE = Duration.ofMillis(300);
  private static final System.Logger LOG = System.getLogger(Connection.class.getName());

  private final Wire wire;
  private final Timers timers;
  private final Consumer<ServerMessage> incoming;
  private final BlockingQueue<String> outgoing = new ArrayBlockingQueue<>(QUEUE_FRAMES);
  private final Map<Long, Waiting> waiting = new ConcurrentHashMap<>();
  private final AtomicLong nextRid = new AtomicLong(1);
  private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread reader = Thread.ofVirtual().name("connection-read").unstarted(this::read);
  private final Thread writer = Thread.ofVirtual().name("connection-write").unstarted(this::write);
  private final Liveness liveness;

  /// A request without its answer yet.
  private record Waiting(Consumer<ServerMessage> taker, long deadline) {}

  Connection(Wire wire, Timers timers, Consumer<ServerMessage> incoming) {
    this.wire = wire;
    this.timers = timers;
    this.incoming = incoming;
    this.liveness = new Liveness(timers, System.nanoTime());
  }

  void start() {
    reader.start();
    writer.start();
    Thread.ofVirtual().name("connection-watch").start(this::watch);
  }

  /// Sends what is not answered. Does not block.
  void tell(ClientMessage message) {
    offer(Version2.write(message, null));
  }

  /// Sends a request. Does not block.
  void ask(ClientMessage request, Consumer<ServerMessage> taker) {
    long rid = nextRid.getAndIncrement();
    waiting.put(rid, new Waiting(taker, System.nanoTime() + timers.answerWithin().toNanos()));
    offer(Version2.write(request, rid));
    if (ending.get() != null) {
      Thread.ofVirtual().name("connection-end").start(() -> forsake(rid));
    }
  }

  /// Sends a request and waits for its answer.
  ///
  /// @param first sees the answer on the reader's thread, before anything that came after it
  /// @throws IOException when none came in time; the connection is of no use then
  ServerMessage call(ClientMessage request, Duration within, Consumer<ServerMessage> first)
      throws IOException, InterruptedException {
    BlockingQueue<ServerMessage> box = new ArrayBlockingQueue<>(1);
    ask(
        request,
        answer -> {
          first.accept(answer);
          box.add(answer);
        });
    ServerMessage answer = box.poll(within.toNanos(), TimeUnit.NANOSECONDS);
    Ending end = ending.get();
    if (answer == null || end != null && answer instanceof Result) {
      throw new IOException(end == null ? "The server does not answer." : end.why());
    }
    return answer;
  }

  /// Waits for the end, however long it takes.
  Ending awaitEnd() throws InterruptedException {
    ended.await();
    Ending end = ending.get();
    return end == null ? new Ending("The connection ended.") : end;
  }

  /// Sends what waits, then ends it; waits for that only briefly.
  @Override
  public void close() {
    if (ending.get() == null) {
      offer("");
      try {
        boolean _ = writer.join(GOODBYE);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
    end(new Ending("The connection was closed."));
  }

  void end(Ending how) {
    if (!ending.compareAndSet(null, how)) {
      return;
    }
    wire.close();
    writer.interrupt();
    if (Thread.currentThread() != reader) {
      reader.interrupt();
    }
    // Those who wait may block, and whoever calls this may be the one who must not.
    Thread.ofVirtual().name("connection-end").start(this::finish);
  }

  private void finish() {
    List.copyOf(waiting.keySet()).forEach(this::forsake);
    ended.countDown();
  }

  private void forsake(long rid) {
    Waiting left = waiting.remove(rid);
    if (left != null) {
      left.taker.accept(
          Result.error(
              rid,
              0,
              ErrorCode.TRY_AGAIN,
              "The connection broke before the answer came.",
              null,
              null));
    }
  }

  private void offer(String frame) {
    if (!outgoing.offer(frame)) {
      end(new Ending("The server does not read."));
    }
  }

  private void read() {
    try {
      for (String frame = wire.read(); frame != null; frame = wire.read()) {
        liveness.heard(System.nanoTime());
        take(frame);
      }
      end(new Ending("The server closed the connection."));
    } catch (IOException e) {
      end(new Ending(Why.sentence(e)));
    }
  }

  private void take(String frame) {
    ServerMessage message;
    try {
      message = Version2.fromServer(frame);
    } catch (ProtocolException e) {
      // A newer server may say what we have no word for.
      LOG.log(System.Logger.Level.DEBUG, () -> "not understood: " + e.getMessage());
      return;
    }
    Long rid = rid(message);
    Waiting waited = rid == null ? null : waiting.remove(rid);
    if (waited != null) {
      waited.taker.accept(message);
    } else if (message instanceof Bye bye) {
      end(new Ending(bye.errmsg(), Duration.ofMillis(bye.retryMs())));
    } else {
      incoming.accept(message);
    }
  }

  private static @Nullable Long rid(ServerMessage message) {
    return switch (message) {
      case Result result -> result.rid();
      case LoggedIn ack -> ack.rid();
      case Registered ack -> ack.rid();
      case Pong pong -> pong.rid();
      default -> null;
    };
  }

  private void write() {
    try {
      List<String> frames = new ArrayList<>();
      while (true) {
        frames.add(outgoing.take());
        outgoing.drainTo(frames, FRAMES_A_WRITE);
        int goodbye = frames.indexOf("");
        wire.write(goodbye < 0 ? frames : frames.subList(0, goodbye));
        liveness.sent(System.nanoTime());
        frames.clear();
        if (goodbye >= 0) {
          return;
        }
      }
    } catch (IOException e) {
      end(new Ending(Why.sentence(e)));
    } catch (InterruptedException _) {
      // The connection ended.
    }
  }

  private void watch() {
    try {
      long pause = 0;
      while (!ended.await(pause, TimeUnit.NANOSECONDS)) {
        long now = System.nanoTime();
        switch (liveness.due(now)) {
          case PING -> tell(new Ping());
          case GIVE_UP -> end(new Ending("Nothing is heard from the server."));
          case NOTHING -> {
            if (overdue(now)) {
              end(new Ending("The server does not answer."));
            }
          }
        }
        pause = liveness.pause(now);
      }
    } catch (InterruptedException _) {
      end(new Ending("The connection was closed."));
    }
  }

  private boolean overdue(long now) {
    return waiting.values().stream().anyMatch(request -> now - request.deadline >= 0);
  }
}
