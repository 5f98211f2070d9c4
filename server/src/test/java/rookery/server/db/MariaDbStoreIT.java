package rookery.server.db;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contracts on MariaDB.
final class MariaDbStoreIT implements StoreContracts {
  private static MariaDb server;
  private static OpenStore store;

  @BeforeAll
  static void open() {
    server = MariaDb.start();
    store = OpenStore.in(server.newDatabase());
  }

  @AfterAll
  static void close() {
    store.close();
    server.close();
  }

  @Override
  public OpenStore store() {
    return store;
  }
}
