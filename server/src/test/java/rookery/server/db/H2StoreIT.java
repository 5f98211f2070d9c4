package rookery.server.db;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The contracts on H2.
final class H2StoreIT implements StoreContracts {
  @TempDir static Path directory;
  private static OpenStore store;

  @BeforeAll
  static void open() {
    store = OpenStore.in(new DatabaseSettings(directory.resolve("store").toString()));
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @Override
  public OpenStore store() {
    return store;
  }
}
