package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.ChatScenario.name;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import rookery.protocol.AdminMessages.Kick;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ClientMessage;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.Result;
import rookery.protocol.RosterMessages.Block;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;

/// Somebody writes as fast as he can while it is taken from him.
interface RaceScenario {
  /// Texts that follow the end of it, before the writer stops.
  int AFTER = 40;

  int UNDER_WAY = 32;

  int FIRST_RID = 10_000;

  TestNode node();

  private ScriptedClient person(String base) {
    return ScriptedClient.tcp(node().tcp()).register(name(base));
  }

  /// Sends texts on a thread of its own until it is stopped, some dozens of them under way: more
  /// would pass its rate.
  final class Writer {
    private final ScriptedClient client;
    private final Thread thread;
    private volatile int last = Integer.MAX_VALUE;
    private volatile int sent;
    private final List<Result> results = new ArrayList<>(); // the thread's own until it ends

    Writer(ScriptedClient client, IntFunction<ClientMessage> text) {
      this.client = client;
      thread =
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < last; i++) {
                  client.send(text.apply(i), FIRST_RID + i);
                  sent = i + 1;
                  if (sent > UNDER_WAY) {
                    take(sent - UNDER_WAY - 1);
                  }
                }
                for (int i = Math.max(0, sent - UNDER_WAY); i < sent; i++) {
                  take(i);
                }
              });
    }

    private void take(int text) {
      results.add(client.result(FIRST_RID + text));
    }

    /// Lets it write some more, which must all be forbidden.
    ///
    /// @return the sequences of what was stored
    List<Long> storedUntilAllWereForbidden() throws InterruptedException {
      last = sent + AFTER;
      thread.join();
      List<Long> stored = new ArrayList<>();
      for (int i = 0; i < sent; i++) {
        Result result = results.get(i);
        if (result.data() instanceof Stored one) {
          assertThat(stored).as("text " + i + " and those before").hasSize(i);
          stored.add(one.seq());
        } else {
          assertThat(result.code()).isEqualTo(ErrorCode.FORBIDDEN);
        }
      }
      assertThat(stored).isSorted().hasSizeBetween(1, sent - 1);
      return stored;
    }
  }

  private static List<Long> textsOf(ScriptedClient reader, long conversation, int sender) {
    List<Long> seqs = new ArrayList<>();
    List<Cursor> after = List.of(new Cursor(conversation, 0L));
    while (true) {
      BacklogPage page = reader.reply(new Backlog(after, 200), BacklogPage.class);
      page.entries().stream()
          .filter(entry -> entry.sender() == sender && entry.cmid().startsWith("race-"))
          .forEach(entry -> seqs.add(entry.seq()));
      if (!page.more()) {
        return seqs;
      }
      after = page.through();
    }
  }

  @Test
  default void nothingOfTheKickedEntersAfterTheKick() throws InterruptedException {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      GroupStored group = ann.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
      bob.reply(new JoinGroup("j-1", group.groupid()), GroupStored.class);
      Writer writer =
          new Writer(bob, i -> new SendGroup("race-" + i, group.groupid(), "text " + i));
      ann.await(m -> m instanceof Entry entry && entry.cmid().equals("race-5"));
      GroupStored kick = ann.reply(new Kick("k-1", group.groupid(), bob.id), GroupStored.class);
      for (int i = 0; i < 20; i++) {
        ann.sayToGroup(group.groupid(), "later-" + i, "he is gone");
      }
      List<Long> stored = writer.storedUntilAllWereForbidden();
      assertThat(stored).allMatch(seq -> seq < kick.seq());
      assertThat(textsOf(ann, group.conv(), bob.id)).isEqualTo(stored);
      assertThat(bob.awaitEntry(kick.conv(), kick.seq())).isNotNull();
      bob.result(new SendGroup("last", group.groupid(), "all that was sent to him is here now"));
      assertThat(bob.taken(m -> m instanceof Entry entry && entry.seq() > kick.seq()))
          .as("what he was shown after his removal")
          .isEmpty();
    }
  }

  @Test
  default void nothingOfTheBlockedEntersAfterTheBlock() throws InterruptedException {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      ChatScenario.befriend(ann, bob);
      Writer writer = new Writer(bob, i -> new SendDirect("race-" + i, ann.id, "text " + i));
      ann.await(m -> m instanceof Entry entry && entry.cmid().equals("race-5"));
      Stored block = ann.reply(new Block(bob.id, "b-1"), Stored.class);

      List<Long> stored = writer.storedUntilAllWereForbidden();
      assertThat(stored).allMatch(seq -> seq < block.seq());
      assertThat(textsOf(ann, block.conv(), bob.id)).isEqualTo(stored);
    }
  }
}
