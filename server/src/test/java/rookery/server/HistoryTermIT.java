package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.ChatScenario.befriend;
import static rookery.server.ChatScenario.name;
import static rookery.server.TwoNodes.until;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.SyncMessages.History;
import rookery.protocol.SyncMessages.HistoryPage;
import rookery.protocol.TouchMessages.Touched;
import rookery.server.db.DatabaseSettings;
import rookery.server.limit.MovedClock;

/// The keeper's term for history: what is older loses its words, and keeps its place.
final class HistoryTermIT {
  @TempDir private Path folder;

  @Test
  void wordsAreGoneWhenTheirTermIsOver() {
    var clock = new MovedClock();
    try (TestNode node =
            new TestNode(
                new DatabaseSettings(folder.resolve("record").toString()),
                LimitConfig.defaults(),
                clock);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp()).register(name("ann"));
        ScriptedClient bob = ScriptedClient.tcp(node.tcp()).register(name("bob"))) {
      befriend(ann, bob);
      Stored old = ann.say(bob.id, "c-1", "old words");
      clock.move(Duration.ofDays(3));
      Stored young = ann.say(bob.id, "c-2", "young words");
      assertThat(node.keep("history", "0")).startsWith("!");
      assertThat(node.keep("history", "2")).contains("2 days");

      until("the old words are gone", () -> words(bob, old.conv()).contains(""));
      assertThat(words(bob, old.conv())).containsExactly("", "young words");
      DirectPosted gone = texts(bob, old.conv()).getFirst();
      assertThat(gone.seq()).isEqualTo(old.seq());
      assertThat(gone.cmid()).isEqualTo("c-1");
      assertThat(gone.touched()).isEqualTo(new Touched(old.seq(), false, true, List.of()));
      assertThat(ann.say(bob.id, "c-1", "old words")).as("a repeat").isEqualTo(old);
      assertThat(young.seq()).isEqualTo(old.seq() + 1);
      assertThat(node.keep("history", "forever")).contains("for good");
    }
  }

  private static List<DirectPosted> texts(ScriptedClient reader, long conv) {
    return reader.reply(new History(conv, null, 50), HistoryPage.class).entries().stream()
        .filter(DirectPosted.class::isInstance)
        .map(DirectPosted.class::cast)
        .toList();
  }

  private static List<String> words(ScriptedClient reader, long conv) {
    return texts(reader, conv).stream().map(DirectPosted::msg).toList();
  }
}
