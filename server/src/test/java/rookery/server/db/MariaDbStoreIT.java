package rookery.server.db;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contracts on MariaDB.
final class MariaDbStoreIT implements AccountStoreContract, MessageStoreContract {
  private static MariaDb server;
  private static Database database;

  @BeforeAll
  static void open() {
    server = MariaDb.start();
    database = Database.open(server.newDatabase());
  }

  @AfterAll
  static void close() {
    database.close();
    server.close();
  }

  @Override
  public Database database() {
    return database;
  }
}
