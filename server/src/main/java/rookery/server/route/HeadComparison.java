package rookery.server.route;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
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

  /// For so long after an entry came without news, heads are compared often.
  private static final Duration UNHEARD = Duration.ofMinutes(1);

  /// Heads asked for at once; more where as many changed within [#QUESTION].
  private static final int PAGE = 5_000;

  /// So long a question may be on its way to the store.
  private static final Duration QUESTION = Duration.ofSeconds(1);

  /// So far apart the clocks of nodes and store may be.
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  /// Two comparisons are at least so far apart, in ms.
  private static final long REST_MS = 100;

  private final LogTail tail;
  private final Streams streams;
  private final Runnable besides;
  private final BooleanSupplier newsCome;
  private final Clock clock;
  private final Duration regular;
  private final Duration often;
  private final Semaphore asked = new Semaphore(0);
  private final Thread thread;

  /// Used by the thread alone.
  private long lastNanos;

  private long oftenUntilNanos = System.nanoTime();
  private long filled;
  private boolean missed;
  private boolean first = true;

  /// @param besides called after a comparison that was asked for, as news of other things than
  ///   entries may be lost too; may block, and throw [StoreException]
  /// @param newsCome whether the frames of all other nodes arrive, as far as is known
  /// @param clock the one by which the lanes give entries their time
  /// @param regular from one comparison to the next while they do
  /// @param often the same while they do not
  public HeadComparison(
      LogTail tail,
      Streams streams,
      Runnable besides,
      BooleanSupplier newsCome,
      Clock clock,
      Duration regular,
      Duration often) {
    this.tail = tail;
    this.streams = streams;
    this.besides = besides;
    this.newsCome = newsCome;
    this.clock = clock;
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
        long started = System.nanoTime();
        compare();
        if (streams.filled() > filled) {
          // An entry came without news: some node commits, and is not heard.
          filled = streams.filled();
          oftenUntilNanos = started + UNHEARD.toNanos();
        }
        Thread.sleep(REST_MS);
        awaitNext(started);
      }
    } catch (InterruptedException _) {
      // The end.
    }
  }

  private void awaitNext(long started) throws InterruptedException {
    while (System.nanoTime() - started < pause().toNanos()) {
      if (asked.tryAcquire(REST_MS, TimeUnit.MILLISECONDS)) {
        asked.drainPermits();
        missed = true;
        return;
      }
    }
  }

  private Duration pause() {
    return newsCome.getAsBoolean() && oftenUntilNanos - System.nanoTime() < 0 ? regular : often;
  }

  private void compare() {
    long now = System.nanoTime();
    Duration since = first ? Duration.ZERO : Duration.ofNanos(now - lastNanos);
    Duration age = (since.compareTo(LONGEST) < 0 ? since : LONGEST).plus(OVERLAP);
    long newsSince = first ? Long.MAX_VALUE : clock.millis() - age.plus(CLOCKS).toMillis();
    try {
      int limit = PAGE;
      List<Head> page = tail.changedWithin(age, limit);
      page.forEach(head -> take(head, newsSince));
      while (page.size() == limit) {
        // What changed since it was asked for will be older by as much when the store is asked.
        Duration next = page.getLast().age().plusNanos(System.nanoTime() - now).plus(QUESTION);
        if (next.compareTo(age) < 0) {
          age = next;
        } else {
          limit *= 2;
        }
        page = tail.changedWithin(age, limit);
        page.forEach(head -> take(head, newsSince));
      }
      lastNanos = now;
      first = false;
      if (missed) {
        besides.run();
        missed = false;
      }
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "heads cannot be compared now: " + e.getMessage());
    } catch (RuntimeException e) { // the thread's last resort
      LOG.log(Level.ERROR, "heads cannot be compared", e);
    }
  }

  private void take(Head head, long newsSince) {
    streams.head(head, newsSince, newsCome.getAsBoolean());
  }
}
