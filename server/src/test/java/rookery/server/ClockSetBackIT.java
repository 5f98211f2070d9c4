package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.TwoNodes.until;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.Entry;
import rookery.protocol.SyncMessages.History;
import rookery.protocol.SyncMessages.HistoryPage;
import rookery.protocol.TouchMessages.Edit;
import rookery.protocol.TouchMessages.SendTyping;
import rookery.protocol.TouchMessages.Typing;
import rookery.server.db.DatabaseSettings;
import rookery.server.limit.MovedClock;

/// A node whose clock is set back by an hour.
final class ClockSetBackIT {
  @Test
  void timesGoBackButTheOrderStaysAndNothingWaitsForTheHour(@TempDir Path folder) {
    var clock = new MovedClock();
    try (TestNode node =
            new TestNode(
                new DatabaseSettings(folder.resolve("record").toString()),
                LimitConfig.defaults(),
                clock);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp()).register("ann");
        ScriptedClient bob = ScriptedClient.tcp(node.tcp()).register("bob")) {
      ChatScenario.befriend(ann, bob);
      Stored before = ann.say(bob.id, "m-1", "one");
      ann.send(new SendTyping(before.conv()), 0);
      bob.await(Typing.class);
      clock.move(Duration.ofHours(-1));

      Stored after = ann.say(bob.id, "m-2", "two");
      assertThat(after.seq()).isEqualTo(before.seq() + 1);
      assertThat(after.ts()).isLessThan(before.ts());
      assertThat(bob.awaitEntry(after.conv(), after.seq()).ts()).isEqualTo(after.ts());
      ann.reply(new Edit("m-3", after.conv(), after.seq(), "two and a half"), Stored.class);
      for (int i = 4; i < 100; i++) {
        assertThat(ann.result(new SendDirect("m-" + i, bob.id, "text")).code()).isZero();
      }
      until(
          "he is seen to type",
          () -> {
            ann.send(new SendTyping(before.conv()), 0);
            ann.reply(new History(before.conv(), null, 1), HistoryPage.class);
            return bob.heard(Typing.class);
          });
      try (ScriptedClient second = ScriptedClient.tcp(node.tcp()).login("bob", "second")) {
        HistoryPage page = second.reply(new History(before.conv(), null, 200), HistoryPage.class);
        assertThat(page.entries()).extracting(Entry::seq).isSorted().hasSize(100);
        assertThat(page.entries()).extracting(Entry::cmid).contains("m-1", "m-2", "m-99");
      }
    }
  }
}
