package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.ChatScenario.befriend;
import static rookery.server.ChatScenario.name;
import static rookery.server.ChatScenario.sync;
import static rookery.server.TwoNodes.until;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.AccountMessages.Pong;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.RosterMessages.AddFriend;
import rookery.protocol.RosterMessages.Presence;
import rookery.protocol.SyncMessages.Synced;
import rookery.server.redis.RedisTimes;

/// What Redis may do: nothing of it loses a message, or puts one out of its place.
final class RedisFaultIT {
  /// As in production, but for what a test would have to wait for.
  private static final RedisTimes TIMES =
      new RedisTimes(
          Duration.ofMillis(200),
          Duration.ofMillis(800),
          Duration.ofSeconds(2),
          Duration.ofMillis(500),
          Duration.ofMillis(2_500),
          Duration.ofSeconds(5),
          Duration.ofSeconds(1),
          Duration.ofMillis(100));

  /// What is promised of a message without Redis.
  private static final Duration WITHOUT_REDIS = Duration.ofSeconds(2);

  private TwoNodes nodes;
  private ScriptedClient ann;
  private ScriptedClient bob;
  private long next = 2;
  private long conversation;

  @BeforeEach
  void start() {
    nodes = new TwoNodes(TIMES);
    ann = ScriptedClient.tcp(nodes.one.tcp()).register(name("ann"));
    bob = ScriptedClient.tcp(nodes.two.tcp()).register(name("bob"));
    befriend(ann, bob);
    conversation = sync(ann, 0).conversations().getFirst().conv();
  }

  @AfterEach
  void stop() {
    ann.close();
    bob.close();
    nodes.close();
  }

  /// Both write, each gets what the other wrote, in order; returns the longest time from ack to
  /// receipt.
  private Duration chat(int count) {
    long longest = 0;
    for (int i = 0; i < count; i++) {
      longest = Math.max(longest, pass(ann, bob));
      longest = Math.max(longest, pass(bob, ann));
    }
    return Duration.ofNanos(longest);
  }

  private long pass(ScriptedClient from, ScriptedClient to) {
    long seq = next++;
    Stored stored = from.say(to.id, "c-" + seq, "text " + seq);
    assertThat(stored.seq()).isEqualTo(seq);
    long acked = System.nanoTime();
    to.awaitEntry(conversation, seq);
    return System.nanoTime() - acked;
  }

  @Test
  void whatIsSaidWhileRedisIsKilledAndWipedArrives() {
    chat(20);
    nodes.redis.kill();
    assertThat(chat(3)).as("without Redis").isLessThan(WITHOUT_REDIS);
    nodes.redis.start();
    nodes.awaitRedis();
    long read = read();
    until(
        "news come by frames again",
        () -> {
          long before = read();
          chat(1);
          return read() == before;
        });
    assertThat(read()).isGreaterThanOrEqualTo(read);
    assertThat(sync(ann, 0).online()).containsExactly(bob.id);
  }

  private long read() {
    return nodes.one.cluster().entriesRead() + nodes.two.cluster().entriesRead();
  }

  @Test
  void whoGoesAndWhoComesWithoutRedisIsToldOfWhenItIsBack() {
    String name = name("eve");
    ScriptedClient eve = ScriptedClient.tcp(nodes.two.tcp()).register(name);
    befriend(ann, eve);
    until("ann sees both", () -> sync(ann, 0).online().containsAll(List.of(bob.id, eve.id)));
    eve.close();
    ann.await(message -> message.equals(Presence.of(eve.id, false)));
    nodes.redis.kill();
    until(
        "both nodes know",
        () -> !nodes.one.cluster().redisThere() && !nodes.two.cluster().redisThere());
    bob.close();
    awaitMirror("offline");
    try (ScriptedClient back = ScriptedClient.tcp(nodes.two.tcp()).login(name)) {
      nodes.redis.start();
      ann.await(message -> message.equals(Presence.of(bob.id, false)));
      ann.await(message -> message.equals(Presence.of(back.id, true)));
    }
  }

  /// A pong tells that the roster moved, and the client asks for it.
  @Test
  void requestThatWasMadeWithoutRedisShowsWhenItIsBack() {
    try (ScriptedClient eve = ScriptedClient.tcp(nodes.one.tcp()).register(name("eve"))) {
      Synced before = sync(bob, 0);
      nodes.redis.kill();
      until(
          "both nodes know",
          () -> !nodes.one.cluster().redisThere() && !nodes.two.cluster().redisThere());
      assertThat(eve.result(new AddFriend(bob.id, "hello")).code()).isZero();
      nodes.redis.start();
      nodes.awaitRedis();
      until("the pong tells", () -> pong(bob).roster() > before.roster());
      assertThat(sync(bob, before.roster()).requests())
          .anyMatch(request -> request.id() == eve.id && request.incoming());
    }
  }

  private static Pong pong(ScriptedClient client) {
    client.send(new Ping(), 0);
    return client.await(Pong.class);
  }

  @Test
  void whatIsSaidWhileRedisStandsStillArrives() {
    chat(5);
    nodes.redis.command("CLIENT PAUSE 4000 ALL");
    assertThat(chat(3)).as("without Redis").isLessThan(WITHOUT_REDIS);
    until("Redis is back", () -> nodes.redis.command("PING").equals("+PONG"));
    nodes.awaitRedis();
    chat(5);
  }

  @Test
  void whatIsSaidWhileOneNodeHangsOnADeadConnectionArrives() {
    chat(5);
    nodes.way.hush();
    assertThat(chat(3)).as("without Redis").isLessThan(WITHOUT_REDIS);
    nodes.way.flow();
    nodes.awaitRedis();
    chat(5);
  }

  @Test
  void whatIsSaidWhileNobodyListensComesOnceAndInOrder() {
    chat(5);
    for (int i = 0; i < 3; i++) {
      nodes.redis.command("CLIENT KILL TYPE pubsub");
      assertThat(chat(3)).as("while frames are lost").isLessThan(WITHOUT_REDIS);
    }
    assertThat(ann.heard(DirectPosted.class) || bob.heard(DirectPosted.class))
        .as("one that came twice")
        .isFalse();
  }

  @Test
  void usersOfANodeThatFallsSilentAreOfflineAndBackWhenItIs() {
    until("bob is online", () -> sync(ann, 0).online().contains(bob.id));
    nodes.way.cut();
    awaitState(Presence.of(bob.id, false));
    assertThat(sync(ann, 0).online()).isEmpty();
    awaitMirror("offline");
    // Being taken for offline keeps nothing from him.
    assertThat(chat(2)).isLessThan(WITHOUT_REDIS);
    nodes.way.mend();
    awaitState(Presence.of(bob.id, true));
    assertThat(sync(ann, 0).online()).containsExactly(bob.id);
    awaitMirror("online");
  }

  /// As it is when all nodes died at once.
  @Test
  void whoWasLeftOnlineIsOfflineOnceANodeStarts() {
    ann.close();
    until("ann is gone", () -> nodes.state(ann.id).equals("offline"));
    awaitMirror("online");
    nodes.store.execute(
        "UPDATE " + nodes.database() + ".user SET state = 'online' WHERE id = " + ann.id);
    try (TestNode starting = nodes.another()) {
      until("the record says so", () -> nodes.state(ann.id).equals("offline"));
      assertThat(nodes.state(bob.id)).isEqualTo("online");
      assertThat(starting.cluster().redisThere()).isTrue();
    }
  }

  private void awaitState(Presence state) {
    Supplier<Presence> next = () -> ann.await(Presence.class);
    Presence last = next.get();
    while (!last.equals(state)) {
      last = next.get();
    }
  }

  private void awaitMirror(String state) {
    until("the record says so", () -> nodes.state(bob.id).equals(state));
  }

  @Test
  void aClassicUserOfASilentNodeMayLogInElsewhere() throws Exception {
    try (ClassicClient one = new ClassicClient(nodes.two.tcp());
        ClassicClient other = new ClassicClient(nodes.one.tcp())) {
      int id = one.register(name("li"));
      one.login(id);
      until("the other node knows", () -> other.errno(id) == 2);
      nodes.way.cut();
      until("the node counts as dead", () -> other.errno(id) == 0);
    }
  }
}
