package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.Entry;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.server.db.DatabaseSettings;

/// A node that is killed at each step between taking a message and handing it on, on any store.
interface KilledAtAPointContract {
  /// An empty record; the same at every call of one test.
  DatabaseSettings store(Path folder);

  /// Where the node dies. What its thread is about to do there has not been done.
  enum Point {
    HANDLE("dispatch.Dispatcher", "received", ""),
    APPEND("db.DbLaneWriter", "append", "lane-"),
    COMMIT("db.DbLaneWriter", "commit", "lane-"),
    /// Committed, and not on the disk: on H2 alone this is a moment of its own.
    SYNC("db.H2Disk", "sync", "lane-"),
    /// On the disk, and nobody knows. (The timer tells too, and is not called a lane.)
    ACK("log.Pending", "tell", "lane-"),
    /// The ack may be out.
    FAN_OUT("route.LocalRouter", "committed", "lane-");

    final String type;
    final String method;
    final String thread;

    Point(String type, String method, String thread) {
      this.type = "rookery.server." + type;
      this.method = method;
      this.thread = thread;
    }
  }

  @ParameterizedTest
  @EnumSource
  default void whatWasAckedStaysAndWhatWasNotIsTakenOnce(Point point, @TempDir Path folder)
      throws IOException, InterruptedException {
    DatabaseSettings store = store(folder);
    assumeThat(point != Point.SYNC || !store.store().startsWith("jdbc:mysql:"))
        .as("a server syncs as it commits")
        .isTrue();
    int port = FreePort.next();
    int bobId;
    Stored first;
    boolean acked;
    try (NodeProcess node = new NodeProcess(folder, store, Ambush.option(port));
        ScriptedClient ann = ScriptedClient.tcp(node.tcp).register("ann");
        ScriptedClient bob = ScriptedClient.tcp(node.tcp).register("bob")) {
      ChatScenario.befriend(ann, bob);
      bobId = bob.id;
      first = ann.say(bobId, "m-1", "one");
      try (Ambush ambush = new Ambush(port)) {
        ambush.at(point.type, point.method, point.thread);
        ann.send(new SendDirect("m-2", bobId, "two"), 1_000);
        ambush.await();
        node.kill();
      }
      acked = acked(ann, 1_000);
      assertThat(acked && point != Point.FAN_OUT).as("acked before it could be").isFalse();
    }
    try (NodeProcess node = new NodeProcess(folder, store);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp).login("ann");
        ScriptedClient bob = ScriptedClient.webSocket(node.http).login("bob")) {
      List<Entry> found = all(bob, first.conv());
      if (acked || point == Point.ACK || point == Point.FAN_OUT) {
        assertThat(found).extracting(Entry::cmid).last().isEqualTo("m-2");
      }
      assertThat(ann.say(bobId, "m-2", "two").seq()).isEqualTo(first.seq() + 1);
      assertThat(ann.say(bobId, "m-3", "three").seq()).isEqualTo(first.seq() + 2);
      List<Entry> after = all(bob, first.conv());
      assertThat(after).extracting(Entry::seq).containsExactly(1L, 2L, 3L, 4L);
      assertThat(after.subList(1, 4)).extracting(Entry::cmid).containsExactly("m-1", "m-2", "m-3");
    }
  }

  private static boolean acked(ScriptedClient client, long rid) throws InterruptedException {
    for (ServerMessage late = client.inbox.poll(1, TimeUnit.SECONDS);
        late != null;
        late = client.inbox.poll()) {
      if (late instanceof Result result && result.rid() != null && result.rid() == rid) {
        return result.code() == 0;
      }
    }
    return false;
  }

  private static List<Entry> all(ScriptedClient client, long conversation) {
    BacklogPage page =
        client.reply(new Backlog(List.of(new Cursor(conversation, 0L)), 100), BacklogPage.class);
    assertThat(page.more()).isFalse();
    return page.entries();
  }
}
