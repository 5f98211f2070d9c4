package rookery.server.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// A server on this machine that speaks MySQL, and lets root in without a password.
public class DatabaseServer {
  private static final String PORT = "rookery.mysql.port";

  /// Of all servers, as two may be the same.
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final int port;

  DatabaseServer(int port) {
    this.port = port;
  }

  /// The one that somebody started for tests of MySQL itself, named by a system property.
  public static DatabaseServer named() {
    return new DatabaseServer(Integer.getInteger(PORT));
  }

  /// Makes an empty database, whose user `rookery` has a password.
  ///
  /// @return the settings of a store in it
  public DatabaseSettings newDatabase() {
    String name = "rookery" + DATABASES.incrementAndGet();
    execute("CREATE DATABASE " + name + " CHARACTER SET utf8mb4");
    execute("CREATE USER IF NOT EXISTS rookery@'127.0.0.1' IDENTIFIED BY 'a b:c@d&e'");
    execute("GRANT ALL ON " + name + ".* TO rookery@'127.0.0.1'");
    return new DatabaseSettings(url(name), "rookery", "a b:c@d&e");
  }

  public int port() {
    return port;
  }

  /// Where a database is, without user and password.
  public String url(String database) {
    return "jdbc:mysql://127.0.0.1:" + port + "/" + database;
  }

  /// Runs a statement as root.
  public void execute(String sql) {
    try (Connection connection = connect("");
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /// What a query of one value gives; empty where it finds none.
  public String value(String database, String sql) {
    try (Connection connection = connect(database);
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /// A connection of root's, for plain SQL.
  public Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database) + "?user=root&connectTimeout=1000");
  }
}
