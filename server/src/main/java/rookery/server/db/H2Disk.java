package rookery.server.db;

import io.helidon.dbclient.DbClient;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import rookery.server.log.StoreException;

/// H2 does not write at COMMIT: `CHECKPOINT SYNC` does, for all commits before it.
///
/// Whoever needs one waits for the first that begins after he asked: if none is running he does it
/// himself, else those who wait meanwhile share the next. A commit is seen by others before it is
/// on the disk, so it counts as under way from before its COMMIT until after a sync, and readers
/// who meet one under way sync as well.
final class H2Disk implements Disk {
  private static final Logger LOG = System.getLogger(H2Disk.class.getName());

  /// To compact a file takes about a second for each gigabyte of it that is in use.
  private static final long COMPACT_BYTES = 512 << 20;

  private static final String FILE_SIZE =
      """
      SELECT CAST(setting_value AS BIGINT) FROM information_schema.settings
      WHERE setting_name = 'info.FILE_SIZE'
      """;

  private final KeptConnection connection;
  private final DbClient client;

  private final AtomicInteger underWay = new AtomicInteger();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();

  /// Whether the last sync failed, so that what was seen may not be on the disk.
  private volatile boolean failed;

  // Guarded by the lock.
  private boolean running;
  private long begun;
  private long done;

  H2Disk(KeptConnection connection) {
    this.connection = connection;
    this.client = connection.client();
  }

  @Override
  public <T> T keep(Supplier<T> commit) {
    underWay.incrementAndGet();
    try {
      T result = commit.get();
      sync();
      return result;
    } finally {
      underWay.decrementAndGet();
    }
  }

  @Override
  public void seen() {
    if (underWay.get() > 0 || failed) {
      sync();
    }
  }

  /// Returns when a sync that began after this call has ended well.
  void sync() {
    lock.lock();
    try {
      long wanted = begun + 1;
      while (done < wanted) {
        if (running) {
          ended.awaitUninterruptibly();
        } else {
          lead();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /// Syncs with the lock let go.
  private void lead() {
    running = true;
    long mine = ++begun;
    lock.unlock();
    boolean well = false;
    try {
      checkpoint();
      well = true;
    } finally {
      lock.lock();
      running = false;
      failed = !well;
      if (well) {
        done = mine;
      }
      ended.signalAll();
    }
  }

  private void checkpoint() {
    try {
      statement("CHECKPOINT SYNC").run();
    } catch (StoreException e) {
      connection.discard();
      throw new StoreException.Unavailable(e);
    }
  }

  /// Closes the file, and makes it small where that takes no more than a second or two. Must be the
  /// last.
  void shutDown() {
    try {
      long bytes = statement(FILE_SIZE).first(row -> row.number(1)).orElse(0L);
      statement(bytes < COMPACT_BYTES ? "SHUTDOWN COMPACT" : "SHUTDOWN").run();
    } catch (StoreException e) {
      LOG.log(Level.WARNING, "The store did not close in good order; nothing is lost.", e);
    }
    connection.close();
  }

  private Statement statement(String text) {
    return new Statement(client.execute(), text, Disk.DONE);
  }
}
