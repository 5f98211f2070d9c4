package rookery.server.db;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The contracts on MySQL itself; `cluster/mysql-tests.sh` starts one.
@EnabledIfSystemProperty(named = "rookery.mysql.port", matches = "\\d+")
final class MySqlStoreIT implements StoreContracts {
  private static OpenStore store;

  @BeforeAll
  static void open() {
    store = OpenStore.in(DatabaseServer.named().newDatabase());
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
