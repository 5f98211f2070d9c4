package rookery.server.log;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ErrorCode;
import rookery.server.log.MessageStore.LaneWriter;

/// One thread that drains a queue into batches, each a transaction. A platform thread: H2's file
/// I/O would hold a carrier of virtual ones.
final class Lane {
  private static final Logger LOG = System.getLogger(Lane.class.getName());

  /// Commands that may wait; a full queue refuses.
  private static final int QUEUE = 10_000;

  private static final int BATCH = 200;

  private static final int BATCH_BYTES = 1 << 20;

  /// How often a transaction that lost a race for a lock is tried before its senders are told to
  /// repeat.
  private static final int TRIES = 3;

  private static final long CLOSE_MS = 2_000;

  /// How soon an idle lane sees that it is being closed.
  private static final long IDLE_MS = 100;

  /// Idle rounds after which the connection is pinged: once a second, well within the 3 s after
  /// which the database drops it.
  private static final int PING_AFTER = 10;

  private final String name;
  private final MessageStore store;
  private final BatchRun run;
  private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(QUEUE);
  private final AtomicInteger underWay = new AtomicInteger();
  private final Thread thread;
  private volatile boolean closing;
  private @Nullable LaneWriter writer;

  Lane(String name, MessageStore store, Committed committed, Clock clock) {
    this.name = name;
    this.store = store;
    this.run = new BatchRun(committed, clock);
    this.thread = Thread.ofPlatform().name(name).unstarted(this::work);
  }

  void start() {
    thread.start();
  }

  boolean offer(Pending pending) {
    return !closing && queue.offer(pending);
  }

  int depth() {
    return queue.size() + underWay.get();
  }

  /// Takes no more commands, and ends when those that wait are done.
  void shut() {
    closing = true;
  }

  void close() {
    shut();
    try {
      thread.join(CLOSE_MS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  private void work() {
    int idle = 0;
    try {
      while (!closing || !queue.isEmpty()) {
        Pending first = queue.poll(IDLE_MS, TimeUnit.MILLISECONDS);
        if (first != null) {
          take(first);
          idle = 0;
        } else if (++idle % PING_AFTER == 0) {
          ping();
        }
      }
    } catch (InterruptedException _) {
      // The end: what is still queued is told 503 by the timer, or its connections are gone.
    } finally {
      reopen();
    }
  }

  private void take(Pending first) {
    List<Pending> batch = new ArrayList<>();
    int bytes = 0;
    for (Pending next = first; next != null; next = queue.peek()) {
      if (next != first) {
        if (batch.size() == BATCH || bytes + next.command().bytes() > BATCH_BYTES) {
          break;
        }
        queue.remove();
      }
      batch.add(next);
      bytes += next.command().bytes();
    }
    underWay.set(batch.size());
    try {
      run(batch);
    } catch (RuntimeException e) { // the lane's last resort: it must outlive any batch
      LOG.log(Level.ERROR, name + ": a batch of " + batch.size() + " failed", e);
      reopen();
      batch.forEach(pending -> pending.tell(Lanes.tryAgain()));
    } finally {
      underWay.set(0);
    }
  }

  private void run(List<Pending> batch) {
    boolean lookUp = false;
    for (int attempt = 1; ; attempt++) {
      List<Pending> live = batch.stream().filter(pending -> !pending.told()).toList();
      if (live.isEmpty()) {
        return;
      }
      try {
        run.once(writer(), live, lookUp);
        return;
      } catch (StoreException e) {
        if (!lost(e, live, attempt, lookUp)) {
          return;
        }
        lookUp |= e instanceof StoreException.Duplicate;
      }
    }
  }

  /// Whether the batch may be tried again; else its senders have been told.
  private boolean lost(StoreException e, List<Pending> live, int attempt, boolean lookedUp) {
    run.forget(live);
    switch (e) {
      case StoreException.Unavailable _ -> {
        LOG.log(Level.WARNING, name + ": the database does not answer");
        reopen();
        // What is still within its time is repeated: the cmid tells whether the lost commit was
        // one.
        if (attempt < TRIES) {
          return true;
        }
        // Now, and not by the timer: else a later send of the same session may be stored before.
        live.forEach(pending -> pending.tell(Lanes.tryAgain()));
        return false;
      }
      case StoreException.Retry _ when attempt < TRIES -> {
        rollback();
        return true;
      }
      case StoreException.Duplicate _ when !lookedUp -> {
        rollback();
        return true;
      }
      case StoreException.Retry _ -> {
        rollback();
        live.forEach(pending -> pending.tell(Lanes.tryAgain()));
        return false;
      }
      case StoreException.Duplicate _, StoreException.Bad _ -> {
        rollback();
        oneByOne(e, live);
        return false;
      }
    }
  }

  /// Only the culprit of a batch gets the error.
  private void oneByOne(StoreException e, List<Pending> live) {
    if (live.size() > 1) {
      live.forEach(pending -> run(List.of(pending)));
      return;
    }
    LOG.log(Level.ERROR, name + ": the database refuses an entry", e);
    live.getFirst()
        .tell(
            new Outcome.Refused(
                ErrorCode.INTERNAL, "The server cannot store this; its log has the cause."));
  }

  private LaneWriter writer() {
    if (writer == null) {
      writer = store.openWriter();
    }
    return writer;
  }

  private void rollback() {
    if (writer != null) {
      writer.rollback();
    }
  }

  private void reopen() {
    if (writer != null) {
      writer.rollback();
      writer.close();
      writer = null;
    }
  }

  private void ping() {
    try {
      writer().ping();
    } catch (StoreException _) {
      reopen(); // readiness tells the operator; the next command tries again
    }
  }
}
