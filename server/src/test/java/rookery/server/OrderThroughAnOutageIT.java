package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.protocol.ChatMessages.Drop;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ErrorCode;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.SyncMessages.Sync;
import rookery.server.db.DatabaseSettings;
import rookery.server.db.MariaDb;

/// What a device sent while its node could not even look up where it goes.
final class OrderThroughAnOutageIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Test
  void laterSendsWaitForTheOneThatWasRefusedBeforeItsConversationWasKnown() {
    try (MariaDb database = MariaDb.start()) {
      DatabaseSettings store = database.newDatabase();
      int bob;
      int crows;
      try (TestNode first = new TestNode(store);
          ScriptedClient ann = ScriptedClient.tcp(first.tcp()).register("ann");
          ScriptedClient other = ScriptedClient.tcp(first.tcp()).register("bob")) {
        ChatScenario.befriend(ann, other);
        bob = other.id;
        crows = ann.reply(new CreateGroup("g", "crows", ""), GroupStored.class).groupid();
      }
      try (TestNode fresh = new TestNode(store); // which has looked up nothing yet
          ScriptedClient ann = ScriptedClient.tcp(fresh.tcp()).login("ann")) {
        database.kill();
        assertThat(ann.result(new SendDirect("1", bob, "first")).code())
            .isEqualTo(ErrorCode.TRY_AGAIN);
        database.restart();
        awaitDatabase(ann);
        assertThat(ann.result(new SendDirect("2", bob, "second")).code())
            .isEqualTo(ErrorCode.TRY_AGAIN);
        Stored stored = ann.say(bob, "1", "first");
        assertThat(ann.say(bob, "2", "second").seq()).isEqualTo(stored.seq() + 1);

        database.kill();
        assertThat(ann.result(new SendDirect("3", bob + 1, "to nobody")).code())
            .isEqualTo(ErrorCode.TRY_AGAIN);
        database.restart();
        awaitDatabase(ann);
        assertThat(ann.result(new Drop("3", bob + 1, null)).code()).isZero();
        assertThat(ann.sayToGroup(crows, "4", "fourth").seq()).isEqualTo(2);
      }
    }
  }

  /// Returns when the node has found its database again.
  private static void awaitDatabase(ScriptedClient client) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (client.result(new Sync(0L, List.of())).code() != ErrorCode.OK) {
      assertThat(System.nanoTime()).as("the database is back in time").isLessThan(deadline);
    }
  }
}
