package rookery.server.db;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The contracts on MySQL itself; `cluster/mysql-tests.sh` starts one.
@EnabledIfSystemProperty(named = "rookery.mysql.port", matches = "\\d+")
final class MySqlStoreIT implements StoreContracts {
  private static DatabaseSettings settings;
  private static Database database;
  private static Scene scene;

  @BeforeAll
  static void open() {
    settings = DatabaseServer.named().newDatabase();
    database = Database.open(settings);
    scene = new Scene(database);
  }

  @AfterAll
  static void close() {
    scene.close();
    database.close();
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
