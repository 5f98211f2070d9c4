package rookery.server.db;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import rookery.server.log.StoreException;

/// H2's file, held open by a connection of its own. Used by one thread at a time.
final class H2File {
  private static final Logger LOG = System.getLogger(H2File.class.getName());

  /// To make a file small takes about a second for so much.
  private static final long COMPACT_BYTES = 512 << 20;

  private static final String FILE_SIZE =
      """
      SELECT CAST(setting_value AS BIGINT) FROM information_schema.settings
      WHERE setting_name = 'info.FILE_SIZE'
      """;

  private final KeptConnection connection;

  H2File(KeptConnection connection) {
    this.connection = connection;
  }

  /// Brings all commits to the disk.
  ///
  /// `CHECKPOINT SYNC` would not: it hands what is unsaved to H2's writer threads and forces the
  /// file, but where H2's own background thread has handed it over just before, it forces the file
  /// without waiting for them. So this does the same in three steps, and waits in between.
  ///
  /// @throws StoreException.Unavailable when H2 does not write; the next call opens the file anew
  void sync() {
    try {
      MVStore store = store();
      if (store.isPersistent()) {
        store.commit();
        store.executeFilestoreOperation(() -> {}); // runs when all that was handed over is written
        store.sync();
      }
    } catch (NoConnectionException | SQLException | MVStoreException e) {
      connection.discard();
      throw new StoreException.Unavailable(e);
    }
  }

  private MVStore store() throws SQLException {
    JdbcConnection h2 = connection.connection().unwrap(JdbcConnection.class);
    if (h2.isClosed() || !(h2.getSession() instanceof SessionLocal session)) {
      throw new SQLException("the connection to the file is closed");
    }
    return session.getDatabase().getStore().getMvStore();
  }

  /// Closes the file in good order, and makes it small where that is quickly done.
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
    return new Statement(connection.client().execute(), text, Disk.DONE);
  }
}
