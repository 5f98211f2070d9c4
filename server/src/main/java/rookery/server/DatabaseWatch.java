package rookery.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import rookery.server.wire.Listeners;

/// Looks whether the database answers, on a thread of its own. When it has not for a while, and
/// another node has it all that time, the clients are sent there; where no other has it, they stay
/// and are told to try again. A node that cannot ask, as it is cut off from Redis too, takes the
/// others to be better off: by chance its clients come to one that is.
final class DatabaseWatch implements AutoCloseable {
  private static final Logger LOG = System.getLogger(DatabaseWatch.class.getName());

  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private static final Duration PAUSE = Duration.ofMillis(250);

  /// A database that has not answered for so long does not answer, though it may not refuse either.
  private static final Duration LONG = Duration.ofSeconds(1);

  /// What a look may take in the end.
  private static final Duration LOOK = Duration.ofSeconds(5);

  private final BooleanSupplier answers;
  private final Node node;
  private final Semaphore closing = new Semaphore(0);
  private volatile boolean ready = true;
  private @Nullable Thread thread;
  private volatile @Nullable Thread looking;
  private volatile boolean found;
  private long betterElsewhereSinceNanos = System.nanoTime(); // of the thread alone
  private boolean away; // of the thread alone

  /// @param answers whether the database does; asked by one thread, may block
  DatabaseWatch(BooleanSupplier answers, Node node) {
    this.answers = answers;
    this.node = node;
  }

  /// @param listeners whose clients are sent away and let in again
  void start(Listeners listeners) {
    thread = Thread.ofVirtual().name("database-watch").start(() -> watchForEver(listeners));
  }

  /// Whether the database answered when it was asked last.
  boolean ready() {
    return ready;
  }

  /// Lets a look that is under way come to its end.
  @Override
  public void close() {
    closing.release();
    try {
      if (!ended(thread) || !ended(looking)) {
        LOG.log(Level.WARNING, "a look at the database does not come to its end");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean ended(@Nullable Thread one) throws InterruptedException {
    return one == null || one.join(LOOK);
  }

  private void watchForEver(Listeners listeners) {
    try {
      do {
        look(listeners);
      } while (!closing.tryAcquire(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Where a database hangs, a look takes seconds; the other nodes must know before that they are
  /// not to send anybody here.
  private boolean answersSoon() throws InterruptedException {
    Thread look = looking;
    if (look == null) {
      found = false;
      look = Thread.ofVirtual().name("database-look").start(() -> found = answers.getAsBoolean());
      looking = look;
    }
    if (!look.join(LONG)) {
      return false;
    }
    looking = null;
    return found;
  }

  private void look(Listeners listeners) throws InterruptedException {
    ready = answersSoon();
    node.databaseReady(ready);
    if (ready || !node.betterElsewhere()) {
      betterElsewhereSinceNanos = System.nanoTime();
      if (away) {
        away = false;
        listeners.welcome();
        LOG.log(
            Level.INFO,
            ready
                ? "The database is back: clients are served again."
                : "No other node has the database, as far as Redis tells: clients are let in, and told to try again.");
      }
    } else if (!away && System.nanoTime() - betterElsewhereSinceNanos >= PATIENCE.toNanos()) {
      away = true;
      LOG.log(
          Level.WARNING,
          "The database has not answered for {0}, and another node has it, or may have it: clients are sent there.",
          PATIENCE);
      listeners.sendAway();
    }
  }
}
