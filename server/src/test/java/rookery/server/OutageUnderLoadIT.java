package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.TwoNodes.until;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import rookery.protocol.Bounds;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.Result;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.server.db.MariaDb;

/// A database that is killed for some seconds while many write, and comes back.
final class OutageUnderLoadIT {
  private static final int WRITERS = 6;
  private static final int TEXTS = 100;
  private static final int ROUNDS = 3;

  /// As promised.
  private static final Duration TOLD = Duration.ofSeconds(2);

  private static String cmid(int text) {
    return "m-" + text;
  }

  @Test
  void nothingIsAckedMeanwhileAllAreToldAndAllArriveAfterwards() {
    try (MariaDb database = MariaDb.start();
        TestNode node = new TestNode(database.newDatabase());
        ScriptedClient bob = ScriptedClient.tcp(node.tcp()).register("bob")) {
      List<ScriptedClient> writers = new ArrayList<>();
      List<Long> conversations = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        ScriptedClient writer = ScriptedClient.tcp(node.tcp()).register("ann-" + i);
        ChatScenario.befriend(writer, bob);
        conversations.add(writer.say(bob.id, "first", "text").conv());
        writers.add(writer);
      }

      database.kill();
      for (int round = 0; round < ROUNDS; round++) {
        long[][] sentNanos = new long[WRITERS][Bounds.SENDS_UNDER_WAY];
        int base = 1_000 * (round + 1);
        for (int i = 0; i < WRITERS; i++) {
          ScriptedClient writer = writers.get(i);
          for (int text = 0; text < Bounds.SENDS_UNDER_WAY; text++) {
            sentNanos[i][text] = System.nanoTime();
            writer.send(new SendDirect(cmid(text), bob.id, "text " + text), base + text);
          }
        }
        assertThat(node.laneDepth()).isLessThanOrEqualTo(WRITERS * Bounds.SENDS_UNDER_WAY);
        for (int i = 0; i < WRITERS; i++) {
          ScriptedClient writer = writers.get(i);
          for (int text = 0; text < Bounds.SENDS_UNDER_WAY; text++) {
            assertThat(writer.result((long) base + text).code()).isEqualTo(ErrorCode.TRY_AGAIN);
            assertThat(Duration.ofNanos(System.nanoTime() - sentNanos[i][text])).isLessThan(TOLD);
          }
        }
      }
      until("nothing waits any more", () -> node.laneDepth() == 0);

      database.restart();
      for (int i = 0; i < WRITERS; i++) {
        ScriptedClient writer = writers.get(i);
        for (int text = 0; text < TEXTS; text++) {
          SendDirect send = new SendDirect(cmid(text), bob.id, "text " + text);
          until("text " + text + " of writer " + i + " is taken", () -> taken(writer.result(send)));
        }
        BacklogPage page =
            log(bob, new Backlog(List.of(new Cursor(conversations.get(i), 2L)), 200));
        assertThat(page.entries())
            .extracting(Entry::cmid)
            .containsExactlyElementsOf(
                IntStream.range(0, TEXTS).mapToObj(OutageUnderLoadIT::cmid).toList());
      }
    }
  }

  /// A connection of the pool that died unnoticed is told to its next user as "try again".
  private static BacklogPage log(ScriptedClient client, Backlog missed) {
    Result[] answer = new Result[1];
    until(
        "the log is read",
        () -> {
          answer[0] = client.result(missed);
          return taken(answer[0]);
        });
    return (BacklogPage) answer[0].data();
  }

  private static boolean taken(Result result) {
    assertThat(result.code()).isIn(ErrorCode.OK, ErrorCode.TRY_AGAIN);
    return result.code() == ErrorCode.OK;
  }
}
