package rookery.server.account;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import rookery.server.log.StoreException;

/// Asks the record for something every [#ROUND], on a thread of its own. While the record does not
/// answer it goes on, and says so once for each such time. Thread-safe.
final class EachSecond implements AutoCloseable {
  static final Duration ROUND = Duration.ofSeconds(1);

  private static final Logger LOG = System.getLogger(EachSecond.class.getName());

  private final Runnable look;
  private final String away;
  private final Thread thread;

  /// @param name of the thread
  /// @param away what it means that the record does not answer, for the log
  /// @param look may block, and throw [StoreException]
  EachSecond(String name, String away, Runnable look) {
    this.look = look;
    this.away = away;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::lookForEver);
  }

  /// The first look is one round from now.
  void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void lookForEver() {
    boolean failed = false;
    try {
      while (true) {
        Thread.sleep(ROUND);
        try {
          look.run();
          failed = false;
        } catch (StoreException e) {
          if (!failed) {
            LOG.log(Level.WARNING, away + ": " + e.getMessage());
          }
          failed = true;
        }
      }
    } catch (InterruptedException _) {
      // The end.
    }
  }
}
