package rookery.server;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import rookery.server.db.DatabaseServer;

/// All scenarios on MySQL itself; `cluster/mysql-tests.sh` starts one.
@EnabledIfSystemProperty(named = "rookery.mysql.port", matches = "\\d+")
final class MySqlScenarioIT implements Scenarios {
  private static TestNode node;

  @BeforeAll
  static void start() {
    node = new TestNode(DatabaseServer.named().newDatabase());
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
