package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.TwoNodes.until;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.Result;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.server.db.DatabaseSettings;
import rookery.server.db.MariaDb;

/// A node that is stopped while its lane holds a conversation's lock, and another that writes
/// there.
final class StoppedNodeIT {
  @Test
  void anotherNodeGoesOnSoonAndTheStoppedOneTakesNoHarm(@TempDir Path folder)
      throws IOException, InterruptedException {
    int port = FreePort.next();
    try (MariaDb database = MariaDb.start()) {
      DatabaseSettings store = database.newDatabase();
      try (NodeProcess one = new NodeProcess(folder, store, Ambush.option(port));
          NodeProcess two = new NodeProcess(folder, store);
          ScriptedClient ann = ScriptedClient.tcp(one.tcp).register("ann");
          ScriptedClient bob = ScriptedClient.tcp(two.tcp).register("bob")) {
        ChatScenario.befriend(ann, bob);
        Stored first = ann.say(bob.id, "a-1", "one");
        try (Ambush ambush = new Ambush(port)) {
          ambush.at("rookery.server.db.DbLaneWriter", "append", "lane-");
          ann.send(new SendDirect("a-2", bob.id, "under the lock"), 1_000);
          ambush.await();
          one.stall();

          // The lock is free after about 2.5 s; until then he is told to try again.
          until(
              "the other node writes", () -> taken(bob.result(new SendDirect("b-1", ann.id, "x"))));
          one.goOn();
        }
        Result late = ann.result(1_000);
        until(
            "the stopped node writes again",
            () ->
                taken(late) || taken(ann.result(new SendDirect("a-2", bob.id, "under the lock"))));
        bob.say(ann.id, "b-2", "y");

        BacklogPage page =
            bob.reply(new Backlog(List.of(new Cursor(first.conv(), 0L)), 100), BacklogPage.class);
        assertThat(page.entries()).extracting(Entry::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
        assertThat(page.entries().subList(1, 5))
            .extracting(Entry::cmid)
            .containsExactly("a-1", "b-1", "a-2", "b-2");
      }
    }
  }

  private static boolean taken(Result result) {
    assertThat(result.code())
        .as(String.valueOf(result.errmsg()))
        .isIn(ErrorCode.OK, ErrorCode.TRY_AGAIN);
    return result.code() == ErrorCode.OK;
  }
}
