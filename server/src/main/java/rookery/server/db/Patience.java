package rookery.server.db;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// Opens the pool's connections, waiting for a database that is away.
///
/// The pool opens them on a thread of its own, while those who want one wait no longer than its
/// time-out. After a failure it would pause up to 5 seconds and stay away for as long when the
/// database is back; so it never sees one.
final class Patience {
  private static final Logger LOG = System.getLogger(Patience.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Connector connector;

  Patience(Connector connector) {
    this.connector = connector;
  }

  Connection open() throws SQLException {
    boolean told = false;
    while (true) {
      try {
        Connection connection = connector.open(Connector.Use.POOL);
        if (told) {
          LOG.log(Level.INFO, "The database answers again.");
        }
        return connection;
      } catch (SQLException e) {
        if (!told) {
          LOG.log(Level.WARNING, "The database does not answer: {0}", Failures.reason(e));
          told = true;
        }
        pause(e);
      }
    }
  }

  private static void pause(SQLException why) throws SQLException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      // The pool is being closed.
      Thread.currentThread().interrupt();
      throw why;
    }
  }
}
