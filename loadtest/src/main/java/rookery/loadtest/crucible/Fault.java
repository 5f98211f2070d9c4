package rookery.loadtest.crucible;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What can go wrong.
enum Fault {
  /// kill -9 of a node, and its start a moment later.
  NODE_KILL,
  /// SIGSTOP of a node for a while.
  NODE_STOP,
  /// A clean restart of a node.
  NODE_RESTART,
  /// kill -9 of the database, and its start a moment later.
  DB_KILL,
  /// SIGSTOP of the database for a while.
  DB_STOP,
  /// kill -9 of Redis, and its start a moment later with nothing in it.
  REDIS_KILL,
  /// Redis answers nobody for a while.
  REDIS_STALL,
  /// All that Redis holds is deleted.
  REDIS_FLUSH,
  /// A node's connections to Redis carry nothing for a while.
  REDIS_HALF_OPEN,
  /// A node is cut off from Redis alone for a while.
  REDIS_CUT,
  /// A node is cut off from the database alone for a while.
  DB_CUT,
  /// A node's connections to the database carry nothing for a while.
  DB_HALF_OPEN,
  /// A node is cut off from Redis and from the database for a while.
  NODE_CUT,
  /// The balancer reads its settings again, and has new workers.
  BALANCER_RELOAD,
  /// Connections are reset.
  CUT,
  /// Every chunk is late for a while.
  DELAY,
  /// Connections carry nothing for a while.
  STALL,
  /// Acks are dropped for a while, then the connection is reset.
  SWALLOW,
  /// Clients are killed.
  CLIENT_KILL;

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// @throws IllegalArgumentException when there is none of this name
  static Fault of(String word) {
    return Stream.of(values())
        .filter(fault -> fault.word().equals(word.strip()))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "There is no fault \"" + word + "\"; there are " + words() + "."));
  }

  static String words() {
    return Stream.of(values()).map(Fault::word).collect(Collectors.joining(", "));
  }

  /// Whether it needs a database of its own.
  boolean ofDatabase() {
    return this == DB_KILL || this == DB_STOP;
  }

  /// Whether it needs several nodes.
  boolean ofCluster() {
    return switch (this) {
      case REDIS_KILL,
          REDIS_STALL,
          REDIS_FLUSH,
          REDIS_HALF_OPEN,
          REDIS_CUT,
          DB_CUT,
          DB_HALF_OPEN,
          NODE_CUT,
          BALANCER_RELOAD ->
          true;
      case NODE_KILL,
          NODE_STOP,
          NODE_RESTART,
          DB_KILL,
          DB_STOP,
          CUT,
          DELAY,
          STALL,
          SWALLOW,
          CLIENT_KILL ->
          false;
    };
  }
}
