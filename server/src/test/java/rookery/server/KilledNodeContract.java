package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.Received;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.server.db.DatabaseSettings;

/// What an ack is worth when the node is killed, on any store.
interface KilledNodeContract {
  /// An empty record; the same at every call of one test.
  DatabaseSettings store(Path folder);

  @Test
  default void everyAckedMessageIsInTheLogAfterTheKillInMidConversation(@TempDir Path folder)
      throws IOException, InterruptedException {
    DatabaseSettings store = store(folder);
    Map<String, Stored> acked = new HashMap<>();
    int bobId;
    long conversation;
    try (NodeProcess node = new NodeProcess(folder, store);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp).register("ann");
        ScriptedClient bob = ScriptedClient.tcp(node.tcp).register("bob")) {
      ChatScenario.befriend(ann, bob);
      bobId = bob.id;
      conversation = ann.say(bobId, "first", "text first").conv();
      for (int i = 0; i < 60; i++) {
        ann.send(new SendDirect("m-" + i, bobId, "text m-" + i), 1_000 + i);
      }
      while (acked.size() < 20) {
        note(ann.await(Result.class), acked);
      }
      node.kill(); // 40 sends may be anywhere between the socket and the disk
      for (ServerMessage late = ann.inbox.poll(1, TimeUnit.SECONDS);
          late != null;
          late = ann.inbox.poll()) {
        note(late, acked);
      }
    }
    try (NodeProcess node = new NodeProcess(folder, store);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp).login("ann");
        ScriptedClient bob = ScriptedClient.webSocket(node.http).login("bob")) {
      Map<String, Entry> before = byCmid(bob, conversation);
      acked.forEach((cmid, stored) ->
          assertThat(before.get(cmid)).as(cmid).extracting(Entry::seq).isEqualTo(stored.seq()));
      for (int i = 0; i < 60; i++) {
        ann.say(bobId, "m-" + i, "text m-" + i);
      }
      List<Entry> after = new ArrayList<>(byCmid(bob, conversation).values());
      assertThat(after).as("befriended, first, and each text once").hasSize(62);
      assertThat(after)
          .filteredOn(DirectPosted.class::isInstance)
          .allSatisfy(entry -> {
            DirectPosted text = (DirectPosted) entry;
            assertThat(text.msg()).isEqualTo("text " + text.cmid());
          });
    }
  }

  @Test
  default void ninetyAckedMessagesAreThereWhenTheNodeDiesAtOnce(@TempDir Path folder)
      throws IOException, InterruptedException {
    DatabaseSettings store = store(folder);
    Map<String, Stored> acked = new HashMap<>();
    try (NodeProcess node = new NodeProcess(folder, store);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp).register("ann");
        ScriptedClient bob = ScriptedClient.tcp(node.tcp).register("bob")) {
      ChatScenario.befriend(ann, bob);
      for (int i = 0; i < 90; i++) {
        ann.send(new SendDirect("m-" + i, bob.id, "text m-" + i), 1_000 + i);
      }
      while (acked.size() < 90) {
        note(ann.await(Result.class), acked);
      }
      node.kill();
    }
    try (NodeProcess node = new NodeProcess(folder, store);
        ScriptedClient bob = ScriptedClient.tcp(node.tcp).login("bob")) {
      long conversation = acked.get("m-0").conv();
      Map<String, Entry> there = byCmid(bob, conversation);
      acked.forEach((cmid, stored) ->
          assertThat(there.get(cmid)).as(cmid).extracting(Entry::seq).isEqualTo(stored.seq()));
    }
  }

  @Test
  default void whatWaitsForAReceiverWhoConfirmedNothingComesAgain(@TempDir Path folder)
      throws IOException, InterruptedException {
    DatabaseSettings store = store(folder);
    long conversation;
    try (NodeProcess node = new NodeProcess(folder, store);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp).register("ann")) {
      ScriptedClient bob = ScriptedClient.tcp(node.tcp).register("bob");
      ChatScenario.befriend(ann, bob);
      conversation = ann.await(MemberChanged.class).conv();
      bob.send(new Received(conversation, 1L), 1);
      bob.close();
      for (int i = 0; i < 90; i++) {
        ann.say(bob.id, "m-" + i, "text " + i);
      }
      ScriptedClient reading = ScriptedClient.tcp(node.tcp).login("bob");
      assertThat(byCmid(reading, conversation)).hasSize(91);
      reading.close(); // having confirmed none
      node.kill();
    }
    try (NodeProcess node = new NodeProcess(folder, store);
        ScriptedClient bob = ScriptedClient.tcp(node.tcp).login("bob")) {
      long received = ChatScenario.sync(bob, 0).conversations().getFirst().received();
      assertThat(received).isLessThanOrEqualTo(1);
      assertThat(byCmid(bob, conversation)).hasSize(91);
    }
  }

  @Test
  default void terminatedNodeLeavesInOrderAndItsTokensStillOpenTheDoor(@TempDir Path folder)
      throws IOException, InterruptedException {
    DatabaseSettings store = store(folder);
    String token;
    try (NodeProcess node = new NodeProcess(folder, store);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp).register("ann")) {
      token = ann.token;
      assertThat(node.terminate()).as("exit status of a terminated JVM").isEqualTo(143);
      assertThat(ann.await(Bye.class).retryMs()).isPositive();
    }
    try (NodeProcess node = new NodeProcess(folder, store);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp)) {
      assertThat(
              ((LoggedIn) ann.ask(new Login(null, null, null, token, ScriptedClient.device("ann"))))
                  .code())
          .isZero();
    }
  }

  private static void note(ServerMessage message, Map<String, Stored> acked) {
    if (message instanceof Result result && result.data() instanceof Stored stored) {
      acked.put(stored.cmid(), stored);
    }
  }

  private static Map<String, Entry> byCmid(ScriptedClient client, long conversation) {
    Map<String, Entry> entries = new HashMap<>();
    List<Cursor> after = List.of(new Cursor(conversation, 0L));
    while (true) {
      BacklogPage page = client.reply(new Backlog(after, 50), BacklogPage.class);
      page.entries()
          .forEach(entry ->
              assertThat(entries.put(entry.cmid(), entry)).as("a second " + entry.cmid()).isNull());
      if (!page.more()) {
        return entries;
      }
      after = page.through();
    }
  }
}
