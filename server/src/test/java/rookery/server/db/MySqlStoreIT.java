package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"REQUIRED", "DISABLED"})
  void takesThePasswordOfWhomItDoesNotRemember(String mode) {
    DatabaseSettings settings = DatabaseServer.named().newDatabase();
    DatabaseServer.named().execute("FLUSH PRIVILEGES"); // who signed in before may do with less
    DatabaseSettings chosen =
        new DatabaseSettings(
            settings.store() + "?sslMode=" + mode, settings.user(), settings.password());
    try (Database database = Database.open(chosen)) {
      assertThat(database.ready()).isTrue();
    }
  }

  @Override
  public OpenStore store() {
    return store;
  }
}
