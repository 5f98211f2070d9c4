package rookery.server.db;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The contracts on H2.
final class H2StoreIT implements AccountStoreContract, MessageStoreContract {
  @TempDir static Path directory;
  private static Database database;

  @BeforeAll
  static void open() {
    database = Database.open(new DatabaseSettings(directory.resolve("store").toString()));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @Override
  public Database database() {
    return database;
  }
}
