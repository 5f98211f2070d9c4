package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.TwoNodes.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.TouchMessages.React;
import rookery.server.db.DatabaseSettings;
import rookery.server.db.MariaDb;
import rookery.server.redis.RedisServer;

/// What the nodes of a cluster, each a process, tell operators.
final class NodeMetricsIT {
  private static final Path REFERENCE = Path.of("..", "docs", "operations.md");
  private static final Pattern TOLD = Pattern.compile("# TYPE (rookery_\\w+) (\\w+)");
  private static final Pattern DOCUMENTED = Pattern.compile("`(rookery_\\w+)");

  private static final String DELIVERED = "rookery_delivery_seconds_count";
  private static final String MESSAGES = "rookery_messages_total";

  @TempDir private static Path data;
  private static MariaDb store;
  private static RedisServer redis;
  private static NodeProcess one;
  private static NodeProcess two;

  @BeforeAll
  static void start() throws IOException {
    store = MariaDb.start();
    redis = new RedisServer();
    DatabaseSettings database = store.newDatabase();
    one = new NodeProcess(data.resolve("1"), database, 0, 0, redis.url());
    two = new NodeProcess(data.resolve("2"), database, 0, 0, redis.url());
  }

  @AfterAll
  static void stop() {
    two.close();
    one.close();
    redis.close();
    store.close();
  }

  @Test
  void tableOfTheReferenceNamesWhatIsToldAndNothingElse() throws IOException {
    assertThat(documented()).isEqualTo(told(one.numbers()));
  }

  /// Of a distribution, the highest of late is told under a name of its own, which goes with it.
  private static Set<String> told(String numbers) {
    Set<String> names =
        TOLD.matcher(numbers)
            .results()
            .map(type -> type.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    TOLD.matcher(numbers)
        .results()
        .filter(type -> type.group(2).equals("histogram"))
        .forEach(type -> names.remove(type.group(1) + "_max"));
    return names;
  }

  private static Set<String> documented() throws IOException {
    return Files.readAllLines(REFERENCE).stream()
        .filter(line -> line.startsWith("| `rookery_"))
        .map(line -> line.split("\\|", 3)[1])
        .flatMap(cell -> DOCUMENTED.matcher(cell).results())
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void textIsCountedWhereItIsStoredAndItsDeliveryWhereItIsRead() {
    try (ScriptedClient ann = ScriptedClient.tcp(one.tcp).register("ann");
        ScriptedClient bob = ScriptedClient.tcp(two.tcp).register("bob")) {
      ChatScenario.befriend(ann, bob);
      double delivered = two.number(DELIVERED);

      Stored text = ann.say(bob.id, "c-1", "hello");
      bob.awaitEntry(text.conv(), text.seq());
      until("its delivery is measured", () -> two.number(DELIVERED) > delivered);
      assertThat(one.number(MESSAGES)).isEqualTo(1);
      assertThat(two.number(MESSAGES)).as("it stored none").isZero();

      Stored reaction =
          ann.reply(new React("c-2", text.conv(), text.seq(), "👍", null), Stored.class);
      bob.awaitEntry(reaction.conv(), reaction.seq());
      assertThat(one.number(MESSAGES)).as("an entry that is no text").isEqualTo(1);
    }
  }
}
