package rookery.server.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/// Opens connections to the store, for one use or another.
final class Connector {
  /// What a connection is for, and how long it may keep quiet.
  enum Use {
    /// Many short statements, whose locks come at once or not at all.
    POOL(3_000, "innodb_lock_wait_timeout=1"),
    /// One lane's transactions. A node that is stopped in the midst of one must not keep its locks:
    /// the server ends the connection soon after.
    LANE(3_000, "wait_timeout=3,net_read_timeout=3,net_write_timeout=3,innodb_lock_wait_timeout=2"),
    /// A few long statements.
    MIGRATION(60_000, "");

    private final int socketTimeoutMillis;
    private final String sessionVariables;

    Use(int socketTimeoutMillis, String sessionVariables) {
      this.socketTimeoutMillis = socketTimeoutMillis;
      this.sessionVariables = sessionVariables;
    }
  }

  private final Target target;

  Connector(Target target) {
    this.target = target;
  }

  Target target() {
    return target;
  }

  /// Opens one, READ COMMITTED and committing by itself.
  Connection open(Use use) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(target.options());
    if (!target.embedded()) {
      properties.putAll(options(use));
    }
    Connection connection = DriverManager.getConnection(target.url(), properties);
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    return connection;
  }

  private static Map<String, String> options(Use use) {
    String timeout = Integer.toString(use.socketTimeoutMillis);
    return use.sessionVariables.isEmpty()
        ? Map.of("socketTimeout", timeout)
        : Map.of("socketTimeout", timeout, "sessionVariables", use.sessionVariables);
  }
}
