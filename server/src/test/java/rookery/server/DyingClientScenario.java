package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.ChatScenario.awaitReceived;
import static rookery.server.ChatScenario.befriend;
import static rookery.server.ChatScenario.name;
import static rookery.server.ChatScenario.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.Received;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.Entry;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.Synced;

/// Clients that end without a word: before an answer comes, with what came and was not confirmed,
/// in the midst of catching up.
interface DyingClientScenario {
  TestNode node();

  private ScriptedClient tcp() {
    return ScriptedClient.tcp(node().tcp());
  }

  private static List<Long> seqs(BacklogPage page) {
    return page.entries().stream().map(Entry::seq).toList();
  }

  private static BacklogPage after(ScriptedClient client, long conversation, long seq, int limit) {
    return client.reply(
        new Backlog(List.of(new Cursor(conversation, seq)), limit), BacklogPage.class);
  }

  @Test
  default void anAckLostUpToFiveTimesLeavesOneMessage() {
    String name = name("ann");
    try (ScriptedClient bob = tcp().register(name("bob"))) {
      ScriptedClient ann = tcp().register(name);
      befriend(ann, bob);
      List<String> cmids = new ArrayList<>();
      List<Long> acks = new ArrayList<>();
      for (int lost = 1; lost <= 5; lost++) {
        String cmid = "m-" + lost;
        cmids.add(cmid);
        for (int i = 0; i < lost; i++) {
          ann.send(new SendDirect(cmid, bob.id, "text"), 1);
          ann.close(); // its ack finds nobody
          ann = tcp().login(name);
        }
        acks.add(ann.say(bob.id, cmid, "text").seq());
      }
      long conversation = sync(ann, 0).conversations().getFirst().conv();
      ann.close();
      assertThat(acks).containsExactly(2L, 3L, 4L, 5L, 6L);
      BacklogPage log = after(bob, conversation, 1, 100);
      assertThat(log.entries()).extracting(Entry::cmid).containsExactlyElementsOf(cmids);
      for (String cmid : cmids) {
        assertThat(bob.await(DirectPosted.class).cmid()).isEqualTo(cmid);
      }
      assertThat(bob.heard(DirectPosted.class)).as("anything twice").isFalse();
    }
  }

  @Test
  default void ninetyThatCameAndWereNotConfirmedComeAgain() {
    String name = name("bob");
    try (ScriptedClient ann = tcp().register(name("ann"))) {
      ScriptedClient bob = tcp().register(name);
      befriend(ann, bob);
      long conversation = sync(bob, 0).conversations().getFirst().conv();
      bob.send(new Received(conversation, 1L), 0);
      for (int i = 0; i < 90; i++) {
        ann.say(bob.id, "m-" + i, "text " + i);
      }
      bob.awaitEntry(conversation, 91); // live, all of them
      bob.close();
      awaitReceived(node(), name, conversation, 1);
      List<Long> all = LongStream.rangeClosed(2, 91).boxed().toList();
      for (int death = 1; death <= 2; death++) {
        ScriptedClient back = ScriptedClient.webSocket(node().http()).login(name);
        assertThat(sync(back, 0).conversations().getFirst().received()).isEqualTo(1);
        assertThat(seqs(after(back, conversation, 1, 100))).isEqualTo(all);
        back.close(); // having confirmed none
      }
    }
  }

  @Test
  default void aSyncThatBrokeOffGoesOnWhereItWasConfirmed() {
    String name = name("bob");
    try (ScriptedClient ann = tcp().register(name("ann"))) {
      ScriptedClient bob = tcp().register(name);
      befriend(ann, bob);
      long conversation = sync(bob, 0).conversations().getFirst().conv();
      bob.close();
      Stored last = null;
      for (int i = 0; i < 90; i++) {
        last = ann.say(bob.id, "m-" + i, "text " + i);
      }
      ScriptedClient dying = tcp().login(name);
      BacklogPage first = after(dying, conversation, 0, 30);
      assertThat(first.more()).isTrue();
      dying.send(new Received(conversation, 30L), 0);
      after(dying, conversation, 30, 30); // came, and was not written down
      dying.close();

      awaitReceived(node(), name, conversation, 30);
      try (ScriptedClient back = tcp().login(name)) {
        Synced.Head head = sync(back, 0).conversations().getFirst();
        assertThat(head.head()).isEqualTo(last.seq());
        assertThat(seqs(after(back, conversation, head.received(), 200)))
            .isEqualTo(LongStream.rangeClosed(31, 91).boxed().toList());
      }
    }
  }
}
