package rookery.server.db;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import io.helidon.dbclient.jdbc.JdbcConnectionPool;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import rookery.server.log.StoreException;

/// A pool of one connection, opened when it is needed and kept for one user of it.
///
/// What DbClient closes after each transaction stays open; [#discard()] closes it.
final class KeptConnection implements JdbcConnectionPool, AutoCloseable {
  /// After so long without use it may have been ended from the other side.
  private static final Duration FRESH = Duration.ofSeconds(2);

  private final Connector connector;
  private final Connector.Use use;
  private @Nullable Connection connection;
  private @Nullable Connection shield;
  private long usedNanos;

  KeptConnection(Connector connector, Connector.Use use) {
    this.connector = connector;
    this.use = use;
  }

  /// Runs statements on this connection.
  DbClient client() {
    return JdbcClientBuilder.create().connectionPool(this).build();
  }

  @Override
  public Connection connection() {
    Connection open = shield;
    if (open == null) {
      open = open();
    }
    usedNanos = System.nanoTime();
    return open;
  }

  private Connection open() {
    try {
      Connection opened = connector.open(use);
      Connection shielded = shielded(opened);
      connection = opened;
      shield = shielded;
      return shielded;
    } catch (SQLException e) {
      throw new NoConnectionException(e);
    }
  }

  /// Sees to a connection that works, between two transactions.
  ///
  /// @throws StoreException.Unavailable when there is none to be had
  void ping() {
    if (connection != null && !valid(connection)) {
      discard();
    }
    try {
      connection();
    } catch (NoConnectionException e) {
      throw new StoreException.Unavailable(e);
    }
  }

  /// Pings where the connection was not used for a while.
  void refresh() {
    if (System.nanoTime() - usedNanos > FRESH.toNanos()) {
      ping();
    }
  }

  private static boolean valid(Connection connection) {
    try {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  /// Ends the connection and whatever is open on it.
  void discard() {
    Connection closing = connection;
    connection = null;
    shield = null;
    if (closing != null) {
      try {
        closing.close();
      } catch (SQLException e) {
        // It is gone then, which is what was wanted.
      }
    }
  }

  @Override
  public void close() {
    discard();
  }

  private static Connection shielded(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              if (method.getName().equals("close")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
