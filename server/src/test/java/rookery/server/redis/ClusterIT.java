package rookery.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rookery.protocol.AccountMessages.Announcement;
import rookery.protocol.AdminMessages.GroupEvent;
import rookery.protocol.Entry;
import rookery.protocol.Role;
import rookery.protocol.RosterMessages.FriendEvent;
import rookery.protocol.ServerMessage;
import rookery.protocol.codec.Frame;
import rookery.server.log.Committed.Item;
import rookery.server.log.Conversation;
import rookery.server.log.EntryMeter;
import rookery.server.log.Members;
import rookery.server.log.MemoryLogTail;
import rookery.server.roster.RosterVersions;
import rookery.server.route.LocalDelivery;
import rookery.server.session.DeafConnection;
import rookery.server.session.Session;
import rookery.server.session.Sessions;

/// Two nodes on one Redis, without clients or database: user 1 is on one, user 2 on the other.
final class ClusterIT {
  private static final Conversation.Direct CHAT = new Conversation.Direct(7, 1, 2);
  private static final Members BOTH =
      new Members(CHAT, 1, true, Map.of(1, Role.NORMAL, 2, Role.NORMAL));
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// What is promised of a message whose news are lost.
  private static final Duration WITHOUT_NEWS = Duration.ofSeconds(2);

  private static final long LOOK_NANOS = 5_000_000;

  private static final int ROUNDS = 4;
  private static final int EVENTS = 20;
  private static final String MEANWHILE = "while Redis is away";
  private static final String AFTERWARDS = "afterwards";

  /// With more patience: fresh connections are there long before Redis counts as away.
  private static final RedisTimes PATIENT =
      new RedisTimes(
          RedisTimes.DEFAULT.beat(),
          Duration.ofSeconds(5),
          Duration.ofSeconds(6),
          RedisTimes.DEFAULT.renew(),
          RedisTimes.DEFAULT.lease(),
          RedisTimes.DEFAULT.compare(),
          RedisTimes.DEFAULT.compareAway(),
          RedisTimes.DEFAULT.earlyWait());

  private final RedisServer redis = new RedisServer();
  private final RedisClient client = RedisClient.create(redis.url());
  private final MemoryLogTail log = new MemoryLogTail();
  private Node one;
  private Node two;

  private void start(RedisTimes times) {
    one = new Node(times);
    two = new Node(times);
    one.opens(1, 1, true);
    two.opens(2, 1, true);
    awaitBoth();
  }

  private void awaitBoth() {
    until(
        "both know of each other",
        PATIENCE,
        () ->
            one.cluster.presence().elsewhere(2)
                && two.cluster.presence().elsewhere(1)
                && one.cluster.figures().redisThere()
                && two.cluster.figures().redisThere());
  }

  @AfterEach
  void stop() {
    two.cluster.close();
    one.cluster.close();
    client.close();
    redis.close();
  }

  private static void until(String what, Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what + " within " + limit).isLessThan(deadline);
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /// Commits a text here.
  private void say(Node node) {
    node.cluster.router().committed(List.of(new Item(log.text(CHAT), BOTH, BOTH, null)));
  }

  @Test
  void textsWhoseFramesAreLostWhileRedisIsThereComeOnceAndInOrder() throws InterruptedException {
    start(PATIENT);
    say(one);
    one.awaitEntry(1);
    two.awaitEntry(1); // from here on it knows where the conversation stands
    long next = 2;
    for (int i = 0; i < ROUNDS; i++) {
      assertThat(redis.command("CLIENT KILL TYPE pubsub")).isEqualTo(":2");
      // Nothing follows that would show on the other node that they are missing.
      Node from = i % 2 == 0 ? one : two;
      say(from);
      say(from);
      long since = System.nanoTime();
      for (int text = 0; text < 2; text++, next++) {
        one.awaitEntry(next);
        two.awaitEntry(next);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(WITHOUT_NEWS);
      assertThat(one.cluster.figures().redisThere() && two.cluster.figures().redisThere())
          .as("Redis counts as there")
          .isTrue();
      until("both listen again", PATIENCE, this::bothListen);
    }
    assertThat(one.cluster.figures().framesLost() + two.cluster.figures().framesLost())
        .as("frames that nobody heard")
        .isPositive();
    assertThat(one.cluster.figures().entriesRead() + two.cluster.figures().entriesRead())
        .isPositive();
    assertThat(one.seen).isEmpty();
    assertThat(two.seen).isEmpty();
  }

  private boolean bothListen() {
    return channels() == 2;
  }

  private int channels() {
    return query(commands -> commands.pubsubChannels().size());
  }

  private interface Query<T> {
    T of(RedisCommands<String, String> commands);
  }

  private <T> T query(Query<T> query) {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return query.of(connection.sync());
    }
  }

  @Test
  void whatIsToldWhileRedisIsAwayIsNotToldWhenItIsBack() {
    start(RedisTimes.DEFAULT);
    assertNotToldLater(() -> {
      for (int i = 0; i < EVENTS; i++) {
        one.tell(MEANWHILE);
      }
    });
  }

  @Test
  void whatIsToldWhileRedisCountsAsAwayIsNotToldWhenItIsBack() {
    start(RedisTimes.DEFAULT);
    assertNotToldLater(() -> {
      until(
          "Redis counts as away",
          PATIENCE,
          () -> !one.cluster.figures().redisThere() && !two.cluster.figures().redisThere());
      one.tell(MEANWHILE);
    });
  }

  private void assertNotToldLater(Runnable telling) {
    redis.kill();
    telling.run();
    redis.start();
    LinkedBlockingQueue<String> published = new LinkedBlockingQueue<>();
    try (StatefulRedisPubSubConnection<String, String> listening = client.connectPubSub()) {
      listening.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void message(String pattern, String channel, String message) {
              published.add(message);
            }
          });
      listening.sync().psubscribe(Keys.channel("*"));
      until(
          "events arrive again",
          PATIENCE,
          () -> {
            one.tell(AFTERWARDS);
            return !two.seen.isEmpty() && !published.isEmpty();
          });
    }
    assertThat(two.seen)
        .allSatisfy(message ->
            assertThat(message)
                .isInstanceOfSatisfying(
                    Announcement.class, told -> assertThat(told.msg()).isEqualTo(AFTERWARDS)));
    assertThat(published).isNotEmpty().noneMatch(message -> message.contains(MEANWHILE));
  }

  @Test
  void aWipedRedisIsWholeAgainWithTheNextRenewal() {
    start(RedisTimes.DEFAULT);
    one.opens(3, 2, false);
    two.opens(1, 2, true);
    until(
        "all are known",
        PATIENCE,
        () -> two.cluster.presence().classicElsewhere(3) && sessions().size() == 4);
    Map<String, Map<String, String>> before = query(ClusterIT::hashes);
    redis.command("FLUSHALL");
    until(
        "it is whole",
        RedisTimes.DEFAULT.renew().multipliedBy(2),
        () -> query(commands -> whole(commands, before)));
  }

  private List<String> sessions() {
    return query(commands ->
        hashes(commands).values().stream()
            .flatMap(hash -> hash.values().stream())
            .filter(field -> field.contains(":"))
            .toList());
  }

  private static Map<String, Map<String, String>> hashes(RedisCommands<String, String> commands) {
    Map<String, Map<String, String>> hashes = new HashMap<>();
    for (String node : commands.smembers(Keys.NODES)) {
      Map<String, String> hash = commands.hgetall(Keys.presence(node));
      hash.remove("version"); // a hash written anew may have the next one
      hashes.put(node, hash);
    }
    return hashes;
  }

  private static boolean whole(
      RedisCommands<String, String> commands, Map<String, Map<String, String>> before) {
    assertThat(before).hasSize(2).allSatisfy((_, hash) -> assertThat(hash).containsKey("boot"));
    return hashes(commands).equals(before)
        && before.keySet().stream().allMatch(node -> commands.pttl(Keys.presence(node)) > 0);
  }

  @Test
  void fieldsThatANewerNodeKeepsInItsHashAreLeftOut() {
    start(RedisTimes.DEFAULT);
    query(commands -> {
      commands
          .smembers(Keys.NODES)
          .forEach(node -> commands.hset(Keys.presence(node), "colour", "grey"));
      return true;
    });
    Node third = new Node(RedisTimes.DEFAULT);
    try {
      until(
          "it knows who is there",
          PATIENCE,
          () -> third.cluster.presence().elsewhere(1) && third.cluster.presence().elsewhere(2));
    } finally {
      third.cluster.close();
    }
  }

  @Test
  void anEntryThatOnlyANewerNodeKnowsIsReadFromTheLog() throws InterruptedException {
    start(RedisTimes.DEFAULT);
    say(one);
    two.awaitEntry(1);
    log.text(CHAT);
    long since = System.nanoTime();
    query(commands ->
        commands.publish(
            Keys.channel(node(2)),
            "{\"from\":\"newer\",\"n\":1}\n{\"d\":[1,2],\"u\":[1,2]}\n{\"msgid\":199,\"conv\":7,\"seq\":2}\n"));
    two.awaitEntry(2);
    assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(WITHOUT_NEWS);
  }

  @Test
  void whatStandsAloneReachesWhoIsNotKnownToBeThereYet() throws InterruptedException {
    start(PATIENT);
    until("who is where is sure", PATIENCE, () -> one.cluster.presence().complete());
    two.opensUnnoticed(3, 2, true);
    List<ServerMessage> events =
        List.of(
            new FriendEvent("requested", 1, "user 1", "", true, 2),
            new GroupEvent("invited", 5, "crows", 3, 1, "user 1", null));
    for (ServerMessage event : events) {
      one.cluster.router().tell(3, event, 0);
      assertThat(two.seen.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isEqualTo(event);
    }
  }

  /// The id of the node where a user is.
  private String node(int user) {
    return query(ClusterIT::hashes).entrySet().stream()
        .filter(hash ->
            hash.getValue().values().stream().anyMatch(field -> field.startsWith(user + ":")))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  /// One of the nodes, and what its sessions were sent.
  private final class Node {
    final Sessions sessions = new Sessions();
    final LinkedBlockingQueue<ServerMessage> seen = new LinkedBlockingQueue<>();
    final Cluster cluster;

    Node(RedisTimes times) {
      cluster =
          new Cluster(
              redis.url(),
              times,
              new LocalDelivery(sessions, Clock.systemUTC(), EntryMeter.NONE),
              new RosterVersions(),
              () -> {},
              log,
              Clock.systemUTC());
      cluster.start();
    }

    void opens(int user, long connection, boolean version2) {
      cluster.presence().opened(opensUnnoticed(user, connection, version2));
    }

    /// A session that the other node has not heard of.
    Session opensUnnoticed(int user, long connection, boolean version2) {
      Session session =
          Session.version2(new Line(connection, version2, seen), user, "user " + user, "d-" + user);
      sessions.addUnless(_ -> false, session);
      return session;
    }

    void tell(String text) {
      cluster.router().tell(2, new Announcement(1_000, text), 0);
    }

    void awaitEntry(long seq) throws InterruptedException {
      assertThat(seen.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
          .isInstanceOfSatisfying(Entry.class, entry -> assertThat(entry.seq()).isEqualTo(seq));
    }
  }

  private static final class Line extends DeafConnection {
    private final long id;
    private final boolean version2;
    private final LinkedBlockingQueue<ServerMessage> seen;

    Line(long id, boolean version2, LinkedBlockingQueue<ServerMessage> seen) {
      this.id = id;
      this.version2 = version2;
      this.seen = seen;
    }

    @Override
    public long id() {
      return id;
    }

    @Override
    public boolean version2() {
      return version2;
    }

    @Override
    public void send(Frame frame) {
      seen.add(frame.message());
    }
  }
}
