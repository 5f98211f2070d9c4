package rookery.server.route;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import rookery.server.log.LogTail;
import rookery.server.log.LogTail.Head;
import rookery.server.log.StoreException;

/// Compares what this node has handed on with what the record holds, so that an entry whose news
/// was lost comes all the same: regularly, more often while news do not come at all, and at once
/// when asked.
public final class HeadComparison implements AutoCloseable {
  private static final Logger LOG = System.getLogger(HeadComparison.class.getName());

  /// A change is stamped when it is made and seen when it is committed: so much may lie between.
  private static final Duration OVERLAP = Duration.ofSeconds(10);

  /// After a long time without the record, who was here has begun anew.
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private static final int PAGE = 5_000;

  /// Two comparisons are at least so far apart, in ms.
  private static final long REST_MS = 100;

  private final LogTail tail;
  private final Streams streams;
  private final BooleanSupplier newsCome;
  private final Duration regular;
  private final Duration often;
  private final Semaphore asked = new Semaphore(0);
  private final Thread thread;

  /// Used by the thread alone.
  private long lastNanos;

  private boolean first = true;

  /// @param newsCome whether other nodes' frames arrive
  /// @param regular from one comparison to the next while they do
  /// @param often the same while they do not
  public HeadComparison(
      LogTail tail, Streams streams, BooleanSupplier newsCome, Duration regular, Duration often) {
    this.tail = tail;
    this.streams = streams;
    this.newsCome = newsCome;
    this.regular = regular;
    this.often = often;
    this.thread = Thread.ofVirtual().name("route-compare").unstarted(this::compareForEver);
  }

  public void start() {
    thread.start();
  }

  /// Asks for a comparison at once; does not block.
  public void now() {
    if (asked.availablePermits() == 0) {
      asked.release();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void compareForEver() {
    try {
      while (true) {
        compare();
        Thread.sleep(REST_MS);
        Duration pause = newsCome.getAsBoolean() ? regular : often;
        if (asked.tryAcquire(pause.toMillis() - REST_MS, TimeUnit.MILLISECONDS)) {
          asked.drainPermits();
        }
      }
    } catch (InterruptedException _) {
      // The end.
    }
  }

  private void compare() {
    long now = System.nanoTime();
    Duration since = first ? Duration.ZERO : Duration.ofNanos(now - lastNanos);
    Duration age = (since.compareTo(LONGEST) < 0 ? since : LONGEST).plus(OVERLAP);
    try {
      List<Head> page = tail.changedWithin(age, PAGE);
      page.forEach(this::take);
      while (page.size() == PAGE) {
        // What changed since it was asked for has become older by as much.
        Duration next = page.getLast().age().plusNanos(System.nanoTime() - now);
        if (next.compareTo(age) >= 0) {
          break;
        }
        age = next;
        page = tail.changedWithin(age, PAGE);
        page.forEach(this::take);
      }
      lastNanos = now;
      first = false;
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "heads cannot be compared now: " + e.getMessage());
    }
  }

  private void take(Head head) {
    streams.head(head, !first, newsCome.getAsBoolean());
  }
}
