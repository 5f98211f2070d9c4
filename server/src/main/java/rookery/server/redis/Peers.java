package rookery.server.redis;

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
    final Map<Long, Integer> users = new HashMap<>(); // of the writing thread alone
    long version;
    volatile boolean sure;
    volatile long heardNanos = System.nanoTime();
    volatile long number = -1;
  }

  private final Map<String, Peer> byNode = new ConcurrentHashMap<>();
  private final Map<Integer, List<Place>> byUser = new ConcurrentHashMap<>();

  /// A frame came from a node; one that was not known is from now on.
  ///
  /// @return whether frames before it were lost
  boolean heard(String node, long number) {
    Peer peer = byNode.computeIfAbsent(node, _ -> new Peer());
    long before = peer.number;
    peer.heardNanos = System.nanoTime();
    peer.number = Math.max(before, number);
    return before >= 0 && number > before + 1;
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

  /// A node's presence moved by one version.
  ///
  /// @return who has no session on another node any more
  Set<Integer> move(String node, NodeFrame.Item.Moved moved) {
    Peer peer = byNode.get(node);
    boolean changes = !moved.opened().isEmpty() || !moved.closed().isEmpty();
    if (peer == null || moved.version() < peer.version) {
      return Set.of();
    }
    if (moved.version() != peer.version + (changes ? 1 : 0)) {
      // Already in what was read, or changes between were lost.
      peer.sure &= moved.version() == peer.version;
      return Set.of();
    }
    peer.version = moved.version();
    moved.opened().forEach((connection, text) -> open(node, peer, connection, text));
    Set<Integer> gone = new HashSet<>();
    moved.closed().forEach(connection -> close(node, peer, connection, gone));
    return gone;
  }

  /// A node's presence was read as a whole.
  ///
  /// @return who has no session on another node any more
  Set<Integer> replace(String node, long version, Map<Long, String> sessions) {
    Peer peer = byNode.computeIfAbsent(node, _ -> new Peer());
    Set<Integer> gone = new HashSet<>();
    List.copyOf(peer.users.keySet()).stream()
        .filter(connection -> !sessions.containsKey(connection))
        .forEach(connection -> close(node, peer, connection, gone));
    sessions.forEach((connection, text) -> open(node, peer, connection, text));
    peer.version = version;
    peer.sure = true;
    return gone;
  }

  /// A node is gone.
  ///
  /// @return who has no session on another node any more
  Set<Integer> remove(String node) {
    Peer peer = byNode.remove(node);
    Set<Integer> gone = new HashSet<>();
    if (peer != null) {
      List.copyOf(peer.users.keySet()).forEach(connection -> close(node, peer, connection, gone));
    }
    return gone;
  }

  private void open(String node, Peer peer, long connection, String text) {
    String[] parts = text.split(":", 3);
    int user = Integer.parseInt(parts[0]);
    if (peer.users.putIfAbsent(connection, user) == null) {
      Place place = new Place(node, connection, parts[1].equals("c"));
      byUser.merge(
          user,
          List.of(place),
          (old, added) -> Stream.concat(old.stream(), added.stream()).toList());
    }
  }

  private void close(String node, Peer peer, long connection, Set<Integer> gone) {
    Integer user = peer.users.remove(connection);
    if (user != null
        && byUser.computeIfPresent(user, (_, old) -> without(old, node, connection)) == null) {
      gone.add(user);
    }
  }

  private static @Nullable List<Place> without(List<Place> places, String node, long connection) {
    List<Place> left =
        places.stream()
            .filter(place -> place.connection != connection || !place.node.equals(node))
            .toList();
    return left.isEmpty() ? null : left;
  }
}
