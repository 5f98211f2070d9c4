package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.ChatScenario.befriend;
import static rookery.server.ChatScenario.name;
import static rookery.server.ChatScenario.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.RosterMessages.AddFriend;
import rookery.server.db.DatabaseSettings;
import rookery.server.db.MariaDb;
import rookery.server.redis.RedisServer;

/// Three nodes, each a process, behind the balancer that clusters have. The times are those that
/// are promised.
final class BalancedClusterIT {
  private static final int NODES = 3;

  /// The node that reaches the database by a way of its own.
  private static final int RELAYED = 1;

  private static final Duration AFTER_DEATH = Duration.ofSeconds(10);
  private static final Duration AFTER_STOP = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Clients stay for three seconds after the last look that found the database, which is a quarter
  /// before its loss, or more on a busy machine.
  private static final Duration SENT_AWAY_FROM = Duration.ofMillis(1_500);

  private static final Duration NEXT_CONNECTION = Duration.ofSeconds(1);
  private static final long LOOK_NANOS = 20_000_000;

  private static final List<Integer> TCP = new ArrayList<>();
  private static final List<Integer> HTTP = new ArrayList<>();
  private static final List<NodeProcess> PROCESSES = new ArrayList<>();

  @TempDir private static Path folder;

  private static MariaDb store;
  private static Relay wayToStore;
  private static DatabaseSettings database;
  private static RedisServer redis;
  private static Balancer balancer;

  @BeforeAll
  static void start() throws IOException {
    store = MariaDb.start();
    wayToStore = new Relay(store.port());
    database = store.newDatabase();
    redis = new RedisServer();
    for (int i = 0; i < NODES; i++) {
      TCP.add(FreePort.next());
      HTTP.add(FreePort.next());
      PROCESSES.add(started(i));
    }
    balancer = new Balancer(folder.resolve("nginx"), TCP, HTTP);
    awaitAll();
  }

  private static NodeProcess started(int node) throws IOException {
    return new NodeProcess(
        folder.resolve("node-" + node),
        node == RELAYED ? relayed() : database,
        TCP.get(node),
        HTTP.get(node),
        redis.url());
  }

  private static DatabaseSettings relayed() {
    String way = database.store().replace(":" + store.port() + "/", ":" + wayToStore.port() + "/");
    return new DatabaseSettings(way, database.user(), database.password());
  }

  private static void awaitAll() {
    until(
        "the nodes know each other",
        System.nanoTime(),
        PATIENCE,
        () -> redis.command("SCARD rookery:{0}:nodes").equals(":" + NODES));
  }

  @AfterAll
  static void stop() {
    balancer.close();
    PROCESSES.forEach(NodeProcess::close);
    redis.close();
    wayToStore.close();
    store.close();
  }

  private static void until(
      String what, long sinceNanos, Duration limit, BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      assertThat(Duration.ofNanos(System.nanoTime() - sinceNanos))
          .as(what + " within " + limit)
          .isLessThan(limit);
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private static ScriptedClient byTcp() {
    return ScriptedClient.tcp(balancer.tcp);
  }

  private static ScriptedClient byWebSocket() {
    return ScriptedClient.webSocket(balancer.http, NEXT_CONNECTION);
  }

  private static String registered(String base) {
    String name = name(base);
    try (ScriptedClient client = byTcp()) {
      client.register(name);
    }
    return name;
  }

  /// Somebody whom the balancer sent to this node: chance decides, so it is tried until it is so.
  private static <T extends AutoCloseable> T at(int node, Supplier<T> login) throws Exception {
    while (true) {
      int before = PROCESSES.get(node).sessions();
      int all = sessions();
      T client = login.get();
      if (PROCESSES.get(node).sessions() > before) {
        return client;
      }
      client.close();
      until("it is gone", System.nanoTime(), PATIENCE, () -> sessions() <= all);
    }
  }

  private static int sessions() {
    return PROCESSES.stream().mapToInt(NodeProcess::sessions).sum();
  }

  private static ClassicClient classic(int id) {
    try {
      ClassicClient client = new ClassicClient(balancer.tcp);
      // Until all nodes know that he is gone from the one before.
      until(
          "he may log in",
          System.nanoTime(),
          PATIENCE,
          () -> {
            try {
              return client.login(id).path("errno").asInt(-1) == 0;
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
      return client;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int registeredClassic() throws IOException {
    try (ClassicClient client = new ClassicClient(balancer.tcp)) {
      return client.register(name("li"));
    }
  }

  @Test
  void peopleOnThreeNodesChatInBothForms() throws Exception {
    String annName = registered("ann");
    String bobName = registered("bob");
    int liId = registeredClassic();
    try (ScriptedClient ann = at(0, () -> byTcp().login(annName));
        ScriptedClient bob = at(1, () -> byWebSocket().login(bobName));
        ClassicClient li = at(2, () -> classic(liId))) {
      befriend(ann, bob);
      ann.say(bob.id, "c-1", "from one to two");
      assertThat(bob.await(DirectPosted.class).msg()).isEqualTo("from one to two");
      bob.say(ann.id, "c-2", "and back");
      assertThat(ann.await(DirectPosted.class).msg()).isEqualTo("and back");

      GroupStored group = ann.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
      bob.reply(new JoinGroup("j-1", group.groupid()), GroupStored.class);
      li.send("{\"msgid\":8,\"groupid\":" + group.groupid() + "}");
      li.register(name("barrier"));
      ann.sayToGroup(group.groupid(), "c-3", "to all");
      assertThat(bob.await(GroupPosted.class).msg()).isEqualTo("to all");
      assertThat(li.recv().path("msg").asText()).isEqualTo("to all");
      li.send("{\"msgid\":9,\"groupid\":" + group.groupid() + ",\"msg\":\"here too\"}");
      assertThat(ann.await(GroupPosted.class).msg()).isEqualTo("here too");
      assertThat(bob.await(GroupPosted.class).msg()).isEqualTo("here too");
    }
  }

  @Test
  void classicClientsOnTwoNodesChatWithEachOtherAndWithVersion2() throws Exception {
    String annName = registered("ann");
    int liId = registeredClassic();
    int zhangId = registeredClassic();
    try (ClassicClient li = at(0, () -> classic(liId));
        ScriptedClient ann = at(1, () -> byWebSocket().login(annName));
        ClassicClient zhang = at(2, () -> classic(zhangId))) {
      // Requests that cross are an acceptance.
      befriendClassic(li, zhangId);
      befriendClassic(li, ann.id);
      befriendClassic(zhang, liId);
      assertThat(ann.result(new AddFriend(liId, "it is me")).code()).isZero();

      li.send("{\"msgid\":5,\"to\":" + zhangId + ",\"msg\":\"from one to three\"}");
      assertThat(zhang.recv().path("msg").asText()).isEqualTo("from one to three");
      zhang.send("{\"msgid\":5,\"to\":" + liId + ",\"msg\":\"and back\"}");
      assertThat(li.recv().path("msg").asText()).isEqualTo("and back");

      li.send("{\"msgid\":5,\"to\":" + ann.id + ",\"msg\":\"to the new form\"}");
      assertThat(ann.await(DirectPosted.class).msg()).isEqualTo("to the new form");
      ann.say(liId, "c-1", "to the old form");
      assertThat(li.recv().path("msg").asText()).isEqualTo("to the old form");
    }
  }

  private static void befriendClassic(ClassicClient asking, int friend) throws IOException {
    asking.send("{\"msgid\":6,\"friendid\":" + friend + "}");
    asking.register(name("barrier"));
  }

  @Test
  void aNodeThatIsCutOffFromTheDatabaseSendsItsClientsAwayAndServesAgain() throws Exception {
    assertSentAway(wayToStore::cut, wayToStore::mend);
  }

  @Test
  void soDoesANodeToWhichTheDatabaseFallsSilent() throws Exception {
    assertSentAway(wayToStore::hush, wayToStore::flow);
  }

  private static void assertSentAway(Runnable loss, Runnable mending) throws Exception {
    NodeProcess node = PROCESSES.get(RELAYED);
    String annName = registered("ann");
    String bobName = registered("bob");
    try (ScriptedClient ann = at(0, () -> byTcp().login(annName))) {
      try (ScriptedClient bob = ScriptedClient.tcp(node.tcp).login(bobName)) {
        befriend(ann, bob);
        long since = System.nanoTime();
        loss.run();
        bob.await(Bye.class);
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThan(SENT_AWAY_FROM);
        assertThat(node.health("ready")).isEqualTo(503);
        assertThat(node.health("live")).isEqualTo(200);
        assertThat(ScriptedClient.letsIn(node.tcp, bobName)).as("a newcomer is let in").isFalse();
        assertThat(node.health("ready")).isEqualTo(503);
      } finally {
        mending.run();
      }
      until(
          "it serves again",
          System.nanoTime(),
          PATIENCE,
          () -> ScriptedClient.letsIn(node.tcp, bobName));
      assertThat(node.health("ready")).isEqualTo(200);
      assertThat(node.alive()).as("the process that was started").isTrue();
      try (ScriptedClient back = ScriptedClient.tcp(node.tcp).login(bobName)) {
        Stored stored = ann.say(back.id, "c-1", "here again?");
        back.awaitEntry(stored.conv(), stored.seq());
      }
    }
  }

  @Test
  void clientsOfAKilledNodeAreInStepElsewhere() throws Exception {
    try {
      assertInStep(AFTER_DEATH, NodeProcess::kill);
    } finally {
      PROCESSES.set(1, started(1));
      awaitAll();
    }
  }

  @Test
  void clientsOfAStoppedNodeAreInStepElsewhere() throws Exception {
    try {
      assertInStep(AFTER_STOP, NodeProcess::stall);
    } finally {
      PROCESSES.get(1).goOn();
      awaitAll();
    }
  }

  private interface Fault {
    void happen(NodeProcess node) throws IOException, InterruptedException;
  }

  /// Something happens to a node with which are bob, who connects again by himself, carl, who does
  /// not, and li, whose form cannot.
  private static void assertInStep(Duration limit, Fault fault) throws Exception {
    String annName = registered("ann");
    String bobName = registered("bob");
    String carlName = registered("carl");
    int liId = registeredClassic();
    ScriptedClient first = at(1, () -> byWebSocket().login(bobName));
    try (ScriptedClient ann = at(0, () -> byTcp().login(annName));
        ScriptedClient carl = at(1, () -> byTcp().login(carlName));
        ClassicClient _ = at(1, () -> classic(liId))) {
      befriend(ann, first);
      befriend(ann, carl);
      Stored before = ann.say(first.id, "c-0", "before");
      until(
          "all are there",
          System.nanoTime(),
          PATIENCE,
          () -> sync(ann, 0).online().containsAll(List.of(first.id, carl.id)));
      try (RoamingClient bob = new RoamingClient(bobName, first, BalancedClusterIT::byWebSocket)) {
        long since = System.nanoTime();
        fault.happen(PROCESSES.get(1));
        bob.say(ann.id, "b-1", "still here");
        long seq = ann.say(first.id, "c-1", "are you?").seq();
        until("he gets all", since, limit, () -> bob.inStep(before.conv(), before.seq(), seq));
        until("what he says is stored", since, limit, bob::allAcked);
        until("li is not locked out", since, limit, () -> letsIn(liId));
        until(
            "who went on is online, who did not is not",
            since,
            limit,
            () -> {
              List<Integer> online = sync(ann, 0).online();
              return online.contains(first.id) && !online.contains(carl.id);
            });
        until("the record says so", since, limit, () -> state(carl.id).equals("offline"));
        assertThat(ann.await(DirectPosted.class).msg()).isEqualTo("still here");
      }
    } finally {
      first.close();
    }
  }

  /// At whichever node; one that stands still does not answer.
  private static boolean letsIn(int id) {
    try (ClassicClient again = new ClassicClient(balancer.tcp, (int) NEXT_CONNECTION.toMillis())) {
      return again.errno(id) == 0;
    } catch (IOException | UncheckedIOException _) {
      return false;
    }
  }

  private static String state(int user) {
    String name = database.store().substring(database.store().lastIndexOf('/') + 1);
    return store.value(name, "SELECT state FROM user WHERE id = " + user);
  }
}
