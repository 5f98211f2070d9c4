package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.ChatScenario.befriend;
import static rookery.server.ChatScenario.name;
import static rookery.server.TwoNodes.until;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.SyncMessages.History;
import rookery.protocol.SyncMessages.HistoryPage;
import rookery.server.db.DatabaseSettings;

/// An erasure whose node died right after it began is finished by the next start.
final class EraseAfterCrashIT {
  @TempDir private Path folder;

  @Test
  void nextStartFinishesWhatHadBegun() {
    var settings = new DatabaseSettings(folder.resolve("record").toString());
    String bobsName = name("bob");
    int ann;
    Stored text;
    try (TestNode node = new TestNode(settings);
        ScriptedClient erased = ScriptedClient.tcp(node.tcp()).register(name("ann"));
        ScriptedClient bob = ScriptedClient.tcp(node.tcp()).register(bobsName)) {
      befriend(erased, bob);
      ann = erased.id;
      text = erased.say(bob.id, "c-1", "words");
      String hash = node.database().accounts().byId(ann).orElseThrow().hash();
      assertThat(node.database().erasures().begin(ann, hash)).isTrue();
      assertThat(node.database().erasures().begin(ann, hash)).as("again").isFalse();
    }
    try (TestNode node = new TestNode(settings);
        ScriptedClient bob = ScriptedClient.tcp(node.tcp()).login(bobsName)) {
      until("it is finished", () -> node.database().erasures().begun().isEmpty());
      assertThat(bob.reply(new History(text.conv(), null, 10), HistoryPage.class).entries())
          .filteredOn(DirectPosted.class::isInstance)
          .extracting(entry -> ((DirectPosted) entry).msg())
          .containsExactly("");
    }
  }
}
