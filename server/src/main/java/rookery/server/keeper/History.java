package rookery.server.keeper;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import rookery.server.account.Settings;
import rookery.server.log.StoreException;

/// Takes the words of texts whose term is over, in small batches with a breath between. Every node
/// does so; what another one has done is found done.
public final class History implements AutoCloseable {
  private static final Logger LOG = System.getLogger(History.class.getName());

  private static final Duration ROUND = Duration.ofMinutes(30);

  private static final Duration BREATH = Duration.ofMillis(20);

  private static final int PAGE = 100;

  private static final int BATCH = 200;

  private final HistoryStore store;
  private final Settings settings;
  private final Clock clock;
  private final Semaphore now = new Semaphore(0);
  private final Thread thread;

  public History(HistoryStore store, Settings settings, Clock clock) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
    this.thread = Thread.ofVirtual().name("history").unstarted(this::workForEver);
  }

  public void start() {
    thread.start();
  }

  /// The term has changed: it is looked at once.
  void now() {
    now.release();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void workForEver() {
    try {
      while (true) {
        try {
          round();
        } catch (StoreException e) {
          LOG.log(Level.WARNING, "old texts wait to be forgotten: " + e.getMessage());
        }
        boolean _ = now.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS);
        now.drainPermits();
      }
    } catch (InterruptedException _) {
      // The end: the next start goes on.
    }
  }

  private void round() throws InterruptedException {
    OptionalInt days = settings.historyDays();
    if (days.isEmpty()) {
      return;
    }
    long ts = clock.millis() - Duration.ofDays(days.getAsInt()).toMillis();
    List<Long> page = store.withOlder(ts, 0, PAGE);
    while (!page.isEmpty()) {
      for (long conversation : page) {
        while (store.forget(conversation, ts, BATCH) == BATCH) {
          Thread.sleep(BREATH);
        }
        Thread.sleep(BREATH);
      }
      page = store.withOlder(ts, page.getLast(), PAGE);
    }
  }
}
