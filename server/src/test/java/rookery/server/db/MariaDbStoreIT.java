package rookery.server.db;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contracts on MariaDB.
final class MariaDbStoreIT implements StoreContracts {
  private static MariaDb server;
  private static DatabaseSettings settings;
  private static Database database;
  private static Scene scene;

  @BeforeAll
  static void open() {
    server = MariaDb.start();
    settings = server.newDatabase();
    database = Database.open(settings);
    scene = new Scene(database);
  }

  @AfterAll
  static void close() {
    scene.close();
    database.close();
    server.close();
  }

  @Override
  public DatabaseSettings settings() {
    return settings;
  }

  @Override
  public Database database() {
    return database;
  }

  @Override
  public Scene scene() {
    return scene;
  }
}
