package rookery.server.redis;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The other nodes as far as this one knows, and whose sessions they hold. Thread-safe for readers;
/// who is where is written by one thread.
final class Peers {
  /// A session on another node.
  private record Place(String node, long connection, boolean classic) {}

  private static final class Peer {
    final Map<Long, String> sessions = new HashMap<>(); // of the writing thread alone
    long version;
    volatile boolean sure;
    volatile boolean ready;
    volatile long heardNanos = System.nanoTime();
    volatile long number = -1;
  }

  /// A node that was taken for dead may be cut off from Redis alone, and commit: for so long.
  private static final Duration VANISHED = Duration.ofMinutes(10);

  private final Map<String, Peer> byNode = new ConcurrentHashMap<>();

  /// Nodes that were taken for dead, and when.
  private final Map<String, Long> vanished = new ConcurrentHashMap<>();

  private final Map<Integer, List<Place>> byUser = new ConcurrentHashMap<>();

  /// A frame came from a node; one that was not known is from now on.
  ///
  /// @return whether frames before it were lost
  boolean heard(String node, long number) {
    Peer peer = byNode.computeIfAbsent(node, _ -> new Peer());
    vanished.remove(node);
    long before = peer.number;
    peer.heardNanos = System.nanoTime();
    peer.number = number;
    // One that took this node for dead meanwhile begins again at 1.
    return before >= 0 && number != before + 1;
  }

  Set<String> all() {
    return Set.copyOf(byNode.keySet());
  }

  /// The nodes that may hold a session of these: where they are, and those of which it is not
  /// known.
  Set<String> of(Collection<Integer> users) {
    Set<String> nodes = new HashSet<>();
    for (int user : users) {
      byUser.getOrDefault(user, List.of()).forEach(place -> nodes.add(place.node));
    }
    byNode.forEach((node, peer) -> {
      if (!peer.sure) {
        nodes.add(node);
      }
    });
    return nodes;
  }

  boolean online(int user) {
    return byUser.containsKey(user);
  }

  boolean classic(int user) {
    return byUser.getOrDefault(user, List.of()).stream().anyMatch(Place::classic);
  }

  /// Nodes of which it is not known who is there.
  List<String> unsure() {
    return byNode.entrySet().stream()
        .filter(entry -> !entry.getValue().sure)
        .map(Map.Entry::getKey)
        .toList();
  }

  void doubt(String node) {
    Peer peer = byNode.get(node);
    if (peer != null) {
      peer.sure = false;
    }
  }

  /// Nodes of which nothing was heard since a moment, as [System#nanoTime()] tells.
  List<String> silentSince(long nanos) {
    return byNode.entrySet().stream()
        .filter(entry -> entry.getValue().heardNanos - nanos < 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// Who has no session on another node any more, and who has the first one.
  record Turn(Set<Integer> gone, Set<Integer> come) {
    private Turn() {
      this(new HashSet<>(), new HashSet<>());
    }
  }

  /// A node's presence moved by one version.
  Turn move(String node, NodeFrame.Item.Moved moved) {
    Peer peer = byNode.get(node);
    boolean changes = !moved.opened().isEmpty() || !moved.closed().isEmpty();
    if (peer == null) {
      return new Turn();
    }
    peer.ready = moved.ready();
    if (moved.version() < peer.version) {
      return new Turn();
    }
    if (moved.version() != peer.version + (changes ? 1 : 0)) {
      // Already in what was read, or changes between were lost.
      peer.sure &= moved.version() == peer.version;
      return new Turn();
    }
    peer.version = moved.version();
    Turn turn = new Turn();
    moved.closed().forEach(connection -> close(node, peer, connection, turn));
    moved.opened().forEach((connection, text) -> open(node, peer, connection, text, turn));
    return turn;
  }

  /// A node's presence was read as a whole.
  Turn replace(String node, long version, Map<Long, String> sessions) {
    Peer peer = byNode.computeIfAbsent(node, _ -> new Peer());
    Turn turn = new Turn();
    List.copyOf(peer.sessions.keySet()).stream()
        .filter(connection -> !sessions.containsKey(connection))
        .forEach(connection -> close(node, peer, connection, turn));
    sessions.forEach((connection, text) -> open(node, peer, connection, text, turn));
    peer.version = version;
    peer.sure = true;
    return turn;
  }

  /// Whether every node is heard, those too that were taken for dead of late.
  ///
  /// @param within a node is that has sent something in this time
  boolean allHeard(Duration within) {
    long now = System.nanoTime();
    vanished.values().removeIf(since -> now - since > VANISHED.toNanos());
    return vanished.isEmpty() && silentSince(now - within.toNanos()).isEmpty();
  }

  /// Whether some node has its database.
  ///
  /// @param within it must have been heard in this time
  boolean anyReady(Duration within) {
    long since = System.nanoTime() - within.toNanos();
    return byNode.values().stream().anyMatch(peer -> peer.ready && peer.heardNanos - since >= 0);
  }

  /// A node counts as dead.
  Turn bury(String node) {
    vanished.put(node, System.nanoTime());
    return remove(node);
  }

  /// A node took its leave.
  Turn remove(String node) {
    Peer peer = byNode.remove(node);
    Turn turn = new Turn();
    if (peer != null) {
      List.copyOf(peer.sessions.keySet())
          .forEach(connection -> close(node, peer, connection, turn));
    }
    return turn;
  }

  private void open(String node, Peer peer, long connection, String text, Turn turn) {
    if (text.equals(peer.sessions.get(connection))) {
      return;
    }
    // On one connection somebody may sign out and another in.
    close(node, peer, connection, turn);
    peer.sessions.put(connection, text);
    Place place = new Place(node, connection, text.split(":", 3)[1].equals("c"));
    byUser.merge(
        user(text),
        List.of(place),
        (old, added) -> Stream.concat(old.stream(), added.stream()).toList());
    if (byUser.getOrDefault(user(text), List.of()).size() == 1) {
      turn.come.add(user(text));
    }
  }

  private void close(String node, Peer peer, long connection, Turn turn) {
    String text = peer.sessions.remove(connection);
    if (text != null
        && byUser.computeIfPresent(user(text), (_, old) -> without(old, node, connection))
            == null) {
      turn.gone.add(user(text));
    }
  }

  private static int user(String session) {
    return Integer.parseInt(session.substring(0, session.indexOf(':')));
  }

  private static @Nullable List<Place> without(List<Place> places, String node, long connection) {
    List<Place> left =
        places.stream()
            .filter(place -> place.connection != connection || !place.node.equals(node))
            .toList();
    return left.isEmpty() ? null : left;
  }
}
