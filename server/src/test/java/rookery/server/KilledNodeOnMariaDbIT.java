package rookery.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import rookery.server.db.DatabaseSettings;
import rookery.server.db.MariaDb;

final class KilledNodeOnMariaDbIT implements KilledNodeContract, KilledAtAPointContract {
  private static MariaDb server;

  private final Map<Path, DatabaseSettings> databases = new HashMap<>();

  @BeforeAll
  static void start() {
    server = MariaDb.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Override
  public DatabaseSettings store(Path folder) {
    return databases.computeIfAbsent(folder, _ -> server.newDatabase());
  }
}
