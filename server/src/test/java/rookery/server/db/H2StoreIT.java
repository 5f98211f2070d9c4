package rookery.server.db;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The contracts on H2.
final class H2StoreIT implements StoreContracts {
  @TempDir static Path directory;
  private static DatabaseSettings settings;
  private static Database database;
  private static Scene scene;

  @BeforeAll
  static void open() {
    settings = new DatabaseSettings(directory.resolve("store").toString());
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
