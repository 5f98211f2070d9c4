package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ErrorCode;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;
import rookery.server.db.DatabaseSettings;
import rookery.server.db.MariaDb;

/// SIGTERM to real processes: what a node that leaves owes to its clients.
final class RollingRestartIT {
  private static final Duration LEAVE = Duration.ofSeconds(10);
  private static final int SENDS = 1_000;

  private static MariaDb mariaDb;

  @TempDir private Path data;

  @BeforeAll
  static void start() {
    mariaDb = MariaDb.start();
  }

  @AfterAll
  static void stop() {
    mariaDb.close();
  }

  @Test
  void whatIsUnderWayIsAckedOrAcceptedElsewhere() throws IOException, InterruptedException {
    DatabaseSettings store = mariaDb.newDatabase();
    try (NodeProcess leaving = new NodeProcess(data.resolve("1"), store);
        NodeProcess staying = new NodeProcess(data.resolve("2"), store)) {
      ScriptedClient bob = ScriptedClient.tcp(staying.tcp).register("bob");
      ScriptedClient alice = ScriptedClient.tcp(leaving.tcp).register("alice");
      ChatScenario.befriend(alice, bob);

      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0;
                    i < SENDS
                        && alice.trySend(
                            new SendDirect("m-" + i, bob.id, "text " + i), 10_000L + i);
                    i++) {
                  // All that the connection takes.
                }
              });
      awaitAck(alice); // it flows
      leaving.signalTerminate();

      Bye bye = alice.await(Bye.class);
      assertThat(bye.code()).isEqualTo(ErrorCode.TRY_AGAIN);
      assertThat(bye.retryMs()).isBetween(1, 5_000);
      assertThat(leaving.endsWithin(LEAVE)).isTrue();
      sender.join();
      List<Long> acked = sequences(alice);

      ScriptedClient again = ScriptedClient.tcp(staying.tcp).login("alice");
      List<Long> sequences = sendAll(again, bob.id);
      assertThat(sequences)
          .as("each once, in the order of sending")
          .isSorted()
          .doesNotHaveDuplicates();
      assertThat(sequences).as("what was acked keeps its place").containsAll(acked);
    }
  }

  @Test
  void nodeLeavesInTimeThoughItsDatabaseIsGone() throws IOException, InterruptedException {
    MariaDb dying = MariaDb.start();
    DatabaseSettings store = dying.newDatabase();
    try (NodeProcess node = new NodeProcess(data.resolve("3"), store)) {
      ScriptedClient alice = ScriptedClient.tcp(node.tcp).register("alice");
      dying.kill();
      node.signalTerminate();
      alice.await(Bye.class);
      assertThat(node.endsWithin(LEAVE)).isTrue();
    } finally {
      dying.close();
    }
  }

  /// As a client does: what is refused for now goes again, in its order, once all are answered.
  ///
  /// @return the sequences, in the order of sending
  private static List<Long> sendAll(ScriptedClient client, int to) {
    SortedMap<Integer, Long> sequences = new TreeMap<>();
    while (sequences.size() < SENDS) {
      List<Integer> left =
          IntStream.range(0, SENDS).filter(i -> !sequences.containsKey(i)).boxed().toList();
      left.forEach(i -> client.send(new SendDirect("m-" + i, to, "text " + i), i));
      for (int i : left) {
        Result answer =
            (Result) client.await(m -> m instanceof Result result && answers(result, i));
        if (stored(answer) instanceof Stored stored) {
          sequences.put(i, stored.seq());
        } else {
          assertThat(ErrorCode.mayBeRepeated(answer.code())).as("%s", answer).isTrue();
        }
      }
    }
    return List.copyOf(sequences.values());
  }

  private static boolean answers(Result result, long rid) {
    return result.rid() != null && result.rid() == rid;
  }

  private static void awaitAck(ScriptedClient client) {
    client.await(message -> stored(message) != null);
  }

  /// Of all acks that came.
  private static List<Long> sequences(ScriptedClient client) throws InterruptedException {
    List<Long> sequences = new ArrayList<>();
    for (ServerMessage next = client.inbox.poll(1, TimeUnit.SECONDS);
        next != null;
        next = client.inbox.poll(100, TimeUnit.MILLISECONDS)) {
      Stored stored = stored(next);
      if (stored != null) {
        sequences.add(stored.seq());
      }
    }
    return sequences;
  }

  private static Stored stored(ServerMessage message) {
    return message instanceof Result result && result.data() instanceof Stored stored
        ? stored
        : null;
  }
}
