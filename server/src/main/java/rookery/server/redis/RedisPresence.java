package rookery.server.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.api.sync.RedisCommands;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rookery.server.presence.NodePresence;
import rookery.server.redis.NodeFrame.Item.Moved;
import rookery.server.redis.Outgoing.Out;
import rookery.server.session.Session;

/// Who is with which node: the own sessions written to Redis and told to the other nodes, theirs
/// taken from their frames, and read anew where frames were lost.
///
/// One thread does all that waits for Redis. Whatever gathers while it waits goes as one change.
final class RedisPresence implements NodePresence, AutoCloseable {
  private static final Logger LOG = System.getLogger(RedisPresence.class.getName());

  /// Events that wait; one more is let go, and its node's presence read anew.
  private static final int EVENTS = 10_000;

  private final RedisTimes times;
  private final RedisLink link;
  private final Peers peers;
  private final Publisher publisher;
  private final PresenceHash hash;
  private final Map<Long, String> own = new ConcurrentHashMap<>(); // bounded by the connections
  private final Set<Long> changed = ConcurrentHashMap.newKeySet(); // of these, since the last look
  private final LinkedBlockingQueue<Event> events = new LinkedBlockingQueue<>(EVENTS);
  private final Thread thread;
  private volatile @Nullable Watcher watcher;
  private volatile boolean ready = true;

  // Used by the thread alone.
  private final Map<Long, String> written = new HashMap<>();
  private final Set<Long> unwritten = new HashSet<>(); // where it may differ from what is
  private long version;
  private boolean whole = true;
  private long renewAtNanos = System.nanoTime();
  private long upSinceNanos;
  private long saidAtNanos = System.nanoTime();
  private boolean saidReady = true;

  /// What the thread is to look at.
  private sealed interface Event {
    /// Own sessions came or went, or Redis did.
    record Look() implements Event {}

    record Of(String node, Moved moved) implements Event {}

    record Left(String node) implements Event {}
  }

  RedisPresence(
      RedisTimes times, RedisLink link, Peers peers, Publisher publisher, PresenceHash hash) {
    this.times = times;
    this.link = link;
    this.peers = peers;
    this.publisher = publisher;
    this.hash = hash;
    this.thread = Thread.ofVirtual().name("redis-presence").unstarted(this::keepForEver);
  }

  void start() {
    thread.start();
  }

  @Override
  public void opened(Session session) {
    String form = session.connection().version2() ? "2" : "c";
    long connection = session.connection().id();
    own.put(connection, session.user() + ":" + form + ":" + session.device());
    changed.add(connection);
    look();
  }

  @Override
  public void closed(Session session) {
    own.remove(session.connection().id());
    changed.add(session.connection().id());
    look();
  }

  @Override
  public boolean elsewhere(int user) {
    return peers.online(user);
  }

  /// Says no while Redis is away: what was known may have ended since.
  @Override
  public boolean classicElsewhere(int user) {
    return !link.away() && peers.classic(user);
  }

  /// Others renew their presence well within a lease.
  @Override
  public boolean complete() {
    return !link.away()
        && System.nanoTime() - link.upSinceNanos() > times.lease().toNanos()
        && peers.unsure().isEmpty();
  }

  @Override
  public void watch(Watcher by) {
    watcher = by;
  }

  /// Whether this node has its database, for the others to know.
  void ready(boolean now) {
    boolean before = ready;
    ready = now;
    if (now != before) {
      look();
    }
  }

  /// Wakes the thread; what it finds then, it does.
  void look() {
    events.offer(new Event.Look());
  }

  void moved(String node, Moved moved) {
    if (!events.offer(new Event.Of(node, moved))) {
      peers.doubt(node);
    }
  }

  void left(String node) {
    if (!events.offer(new Event.Left(node))) {
      peers.doubt(node);
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(times.renew());
      if (!link.away()) {
        link.commands().ifPresent(hash::end);
        publisher.offer(new Out.Word(FrameText.bye()));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RedisException e) {
      LOG.log(Level.DEBUG, "no leave was taken of Redis: " + e.getMessage());
    }
  }

  private void keepForEver() {
    try {
      while (true) {
        Event first = events.poll(times.beat().toMillis(), TimeUnit.MILLISECONDS);
        List<Event> round = new ArrayList<>();
        if (first != null) {
          round.add(first);
          events.drainTo(round);
        }
        round(round);
      }
    } catch (InterruptedException _) {
      // The end.
    }
  }

  private void round(List<Event> round) {
    try {
      round.forEach(this::take);
      Optional<RedisCommands<String, byte[]>> redis = link.commands();
      if (!link.away() && redis.isPresent()) {
        keep(redis.get());
      }
    } catch (RuntimeException e) { // the thread's last resort: it must outlive any event
      LOG.log(Level.ERROR, "presence cannot be kept", e);
    }
  }

  private void take(Event event) {
    switch (event) {
      case Event.Look _ -> {
        // The round that follows does it.
      }
      case Event.Of(String node, Moved moved) ->
          tell(peers.move(node, moved), moved.ready() ? How.CLOSED : How.LEFT);
      case Event.Left(String node) -> tell(peers.remove(node), How.LEFT);
    }
  }

  private void keep(RedisCommands<String, byte[]> redis) {
    try {
      boolean due = System.nanoTime() - renewAtNanos >= 0 || upSinceNanos != link.upSinceNanos();
      upSinceNanos = link.upSinceNanos();
      writeOwn(redis, due);
      if (due) {
        hash.nodes(redis).stream()
            .filter(node -> !peers.all().contains(node))
            .forEach(node -> read(redis, node));
      }
      peers.unsure().forEach(node -> read(redis, node));
      judge(redis);
    } catch (RedisException e) {
      // What was sent may have been done, or not.
      whole = true;
      LOG.log(Level.DEBUG, "presence cannot be kept now: " + e.getMessage());
    }
  }

  /// Writes what changed of the own sessions, renews the lease where it is due, and tells the other
  /// nodes of both.
  private void writeOwn(RedisCommands<String, byte[]> redis, boolean due) {
    Map<Long, String> opened = new HashMap<>();
    List<Long> closed = new ArrayList<>();
    differences(opened, closed);
    boolean changes = !opened.isEmpty() || !closed.isEmpty();
    if (!changes && !due && !whole) {
      beat();
      return;
    }
    if (changes || whole) {
      // Never twice for different states: another node may have read what failed here.
      version++;
    }
    if (whole || !hash.change(redis, version, opened, closed)) {
      Map<Long, String> now = new HashMap<>(written);
      now.putAll(opened);
      closed.forEach(now::remove);
      hash.whole(redis, version, now);
    }
    whole = false;
    unwritten.clear();
    written.putAll(opened);
    closed.forEach(written::remove);
    renewAtNanos = System.nanoTime() + times.renew().toNanos();
    say(opened, closed);
  }

  /// What has changed since it was written. Only that is looked at: in a storm this happens a
  /// thousand times a second, with thousands of sessions.
  private void differences(Map<Long, String> opened, List<Long> closed) {
    for (Long connection : changed) {
      changed.remove(connection);
      unwritten.add(connection);
    }
    for (Long connection : unwritten) {
      String now = own.get(connection);
      String before = written.get(connection);
      if (now != null && !now.equals(before)) {
        opened.put(connection, now);
      } else if (now == null && before != null) {
        closed.add(connection);
      }
    }
  }

  /// The other nodes want to hear of this one.
  private void beat() {
    if (ready != saidReady || System.nanoTime() - saidAtNanos >= times.beat().toNanos()) {
      say(Map.of(), List.of());
    }
  }

  private void say(Map<Long, String> opened, List<Long> closed) {
    saidAtNanos = System.nanoTime();
    saidReady = ready;
    publisher.offer(new Out.Word(FrameText.moved(version, saidReady, opened, closed)));
  }

  private void read(RedisCommands<String, byte[]> redis, String node) {
    Optional<PresenceHash.Found> found = hash.of(redis, node);
    found.ifPresent(
        presence -> tell(peers.replace(node, presence.version(), presence.sessions()), How.CLOSED));
    if (found.isEmpty() && !peers.all().contains(node)) {
      hash.forget(redis, node);
    }
  }

  /// A node of which nothing was heard for a lease, while Redis was there all the time, and whose
  /// lease has run out, is dead.
  private void judge(RedisCommands<String, byte[]> redis) {
    long since = System.nanoTime() - times.lease().toNanos();
    if (link.upSinceNanos() - since > 0) {
      return;
    }
    for (String node : peers.silentSince(since)) {
      if (redis.exists(Keys.presence(node)) == 0) {
        LOG.log(Level.INFO, "node " + node + " is dead");
        hash.forget(redis, node);
        tell(peers.bury(node), How.DIED);
      }
    }
  }

  private void tell(Peers.Turn turn, How how) {
    Watcher told = watcher;
    if (told != null) {
      told.gone(turn.gone(), how);
      told.come(turn.come());
    }
  }
}
