package rookery.server;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import rookery.server.db.DatabaseSettings;

/// All scenarios on the embedded store.
final class H2ScenarioIT implements Scenarios {
  @TempDir private static Path folder;

  private static TestNode node;

  @BeforeAll
  static void start() {
    node = new TestNode(new DatabaseSettings(folder.resolve("record").toString()));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Override
  public TestNode node() {
    return node;
  }
}
