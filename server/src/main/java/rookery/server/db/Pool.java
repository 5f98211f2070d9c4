package rookery.server.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;

/// The connections for all that is no lane: reads, and the short transactions of the features.
final class Pool implements AutoCloseable {
  private static final int CONNECTIONS = 10;
  private static final int IDLE_CONNECTIONS = 2;
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration VALIDATION = Duration.ofMillis(500);

  private static final Set<String> PREPARING = Set.of("setAutoCommit", "prepareStatement");

  private final HikariDataSource connections;

  Pool(Connector connector) {
    var config = new HikariConfig();
    config.setPoolName("store");
    config.setDataSource(new Source(new Patience(connector)::open));
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(IDLE_CONNECTIONS);
    config.setConnectionTimeout(WAIT.toMillis());
    config.setValidationTimeout(VALIDATION.toMillis());
    // Opening was seen to work already, and the pool must not wait for more.
    config.setInitializationFailTimeout(-1);
    this.connections = new HikariDataSource(config);
  }

  DbClient client() {
    return JdbcClientBuilder.create()
        .connectionPool(() -> {
          try {
            return lent(connections.getConnection());
          } catch (SQLException e) {
            throw new NoConnectionException(e);
          }
        })
        .build();
  }

  /// Does not block.
  PoolUse use() {
    HikariPoolMXBean pool = connections.getHikariPoolMXBean();
    return new PoolUse(
        pool.getActiveConnections(),
        pool.getIdleConnections(),
        pool.getThreadsAwaitingConnection());
  }

  @Override
  public void close() {
    connections.close();
  }

  /// DbClient forgets a connection on which it cannot prepare a statement; such a one goes back by
  /// itself.
  private static Connection lent(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (_, method, arguments) -> {
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                if (PREPARING.contains(method.getName())) {
                  connection.close();
                }
                throw e.getCause();
              }
            });
  }
}
