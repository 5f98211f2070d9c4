package rookery.server.db;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rookery.server.log.StoreException;

/// H2 does not write at COMMIT, so all that is answered waits for a sync that began after it.
///
/// A thread of its own syncs; all who ask while one is running share the next. A commit is seen by
/// others before it is on the disk, so it counts as under way from before its COMMIT until after
/// its sync, and readers who meet one under way wait for a sync as well.
final class H2Disk implements Disk {
  private static final Logger LOG = System.getLogger(H2Disk.class.getName());

  private final H2File file;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Thread thread;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition asking = lock.newCondition();
  private final Condition ended = lock.newCondition();

  // Guarded by the lock; calls and syncs are counted by one number, a sync covers all calls up to
  // its own.
  private long asked;
  private long synced;
  private long failed;
  private @Nullable StoreException failure;
  private boolean closing;

  /// Whether the last sync failed, so that what is seen may not be on the disk.
  private volatile boolean behind;

  H2Disk(H2File file) {
    this.file = file;
    this.thread = Thread.ofPlatform().daemon().name("store-sync").unstarted(this::work);
  }

  void start() {
    thread.start();
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
    if (underWay.get() > 0 || behind) {
      sync();
    }
  }

  /// Returns when a sync that began after this call has ended well.
  void sync() {
    lock.lock();
    try {
      long mine = ++asked;
      asking.signal();
      while (synced < mine) {
        if (closing || failed >= mine) {
          throw new StoreException.Unavailable(
              failure == null ? new IllegalStateException("closed") : failure);
        }
        ended.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    try {
      for (long upTo = next(); upTo > 0; upTo = next()) {
        StoreException problem = null;
        try {
          file.sync();
        } catch (StoreException e) {
          LOG.log(Level.ERROR, "The store does not reach its disk.", e);
          problem = e;
        }
        report(upTo, problem);
      }
    } finally {
      end(); // also when this thread dies: nobody may wait for it then
    }
  }

  private void end() {
    lock.lock();
    try {
      closing = true;
      asking.signal();
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for calls; 0 at the end.
  private long next() {
    lock.lock();
    try {
      while (!closing && asked <= Math.max(synced, failed)) {
        asking.awaitUninterruptibly();
      }
      return closing ? 0 : asked;
    } finally {
      lock.unlock();
    }
  }

  private void report(long upTo, @Nullable StoreException problem) {
    lock.lock();
    try {
      behind = problem != null;
      failure = problem;
      if (problem == null) {
        synced = upTo;
      } else {
        failed = upTo;
      }
      ended.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// Ends the thread and closes the file in good order. Must be the last.
  void close() {
    end();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    file.shutDown();
  }
}
