package rookery.server.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.jdbc.JdbcClientBuilder;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/// The connections for all that is no lane: reads, and the short transactions of the features.
final class Pool implements AutoCloseable {
  private static final int CONNECTIONS = 10;
  private static final int IDLE_CONNECTIONS = 2;
  private static final Duration WAIT = Duration.ofSeconds(1);
  private static final Duration VALIDATION = Duration.ofMillis(500);

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
            return connections.getConnection();
          } catch (SQLException e) {
            throw new NoConnectionException(e);
          }
        })
        .build();
  }

  /// Whether a connection is to be had within a second, and the database answers on it.
  boolean answers() {
    try (Connection connection = connections.getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
