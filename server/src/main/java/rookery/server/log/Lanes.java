package rookery.server.log;

import java.time.Clock;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import rookery.protocol.ErrorCode;
import rookery.server.log.LogEntry.Kind;

/// All that takes a conversation's lock goes through here: one lane, a thread, for all commands of
/// a conversation.
///
/// A command has its outcome within [#DEADLINE_NANOS]: what is not committed by then is told 503 by
/// a timer of its own, so that a lane that hangs in the database holds up nobody's answer.
public final class Lanes implements AutoCloseable {
  /// A send that is not committed so long after it came is told to try again.
  static final long DEADLINE_NANOS = 1_500_000_000L;

  private static final long TICK_MS = 50;

  private final List<Lane> lanes;
  private final Queue<Pending> waiting =
      new ConcurrentLinkedQueue<>(); // bounded by the lanes' queues
  private final Thread timer;
  private final EntryMeter meter;

  public Lanes(MessageStore store, Committed committed, Clock clock, EntryMeter meter) {
    this.meter = meter;
    Committed counted =
        batch -> {
          meter.committed(batch.size(), texts(batch));
          committed.committed(batch);
        };
    lanes =
        IntStream.range(0, store.lanes())
            .mapToObj(i -> new Lane("lane-" + i, store, counted, clock))
            .toList();
    timer = Thread.ofPlatform().daemon().name("send-timer").unstarted(this::expire);
  }

  /// Starts the threads.
  public void start() {
    lanes.forEach(Lane::start);
    timer.start();
  }

  /// Hands a command to its conversation's lane; does not block. A full lane refuses with 429 at
  /// once.
  public void submit(Command command) {
    Pending pending = new Pending(command, System.nanoTime() + DEADLINE_NANOS, meter);
    Lane lane = lanes.get(Math.floorMod(command.conversation(), lanes.size()));
    if (lane.offer(pending)) {
      waiting.add(pending);
    } else {
      pending.tell(
          new Outcome.Later(ErrorCode.SLOW_DOWN, "The server is busy: it will be tried again."));
    }
  }

  /// Commands that wait or are being worked on, in all lanes.
  public int depth() {
    return lanes.stream().mapToInt(Lane::depth).sum();
  }

  /// Commits what is queued, for two seconds at most, and ends the threads.
  @Override
  public void close() {
    lanes.forEach(Lane::shut); // all at once, as each may take its time
    lanes.forEach(Lane::close);
    timer.interrupt();
  }

  private static int texts(List<Committed.Item> batch) {
    return (int) batch.stream().filter(item -> item.entry().kind() == Kind.TEXT).count();
  }

  static Outcome tryAgain() {
    return new Outcome.Later(
        ErrorCode.TRY_AGAIN, "The server cannot store it now: it will be tried again.");
  }

  private void expire() {
    try {
      while (true) {
        Thread.sleep(TICK_MS);
        long now = System.nanoTime();
        // All wait equally long, so the first that is neither told nor overdue ends the round.
        for (Pending first = waiting.peek();
            first != null && (first.told() || first.overdue(now));
            first = waiting.peek()) {
          waiting.poll();
          first.tell(tryAgain());
        }
      }
    } catch (InterruptedException _) {
      // The end: close() asked for it.
    }
  }
}
