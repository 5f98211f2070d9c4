package rookery.server;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import rookery.server.db.MariaDb;

/// All scenarios on a real server that speaks MySQL.
final class MariaDbScenarioIT implements Scenarios {
  private static MariaDb server;
  private static TestNode node;

  @BeforeAll
  static void start() {
    server = MariaDb.start();
    node = new TestNode(server.newDatabase());
  }

  @AfterAll
  static void stop() {
    node.close();
    server.close();
  }

  @Override
  public TestNode node() {
    return node;
  }
}
