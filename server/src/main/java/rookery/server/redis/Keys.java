package rookery.server.redis;

/// Names in Redis; see the package's table.
final class Keys {
  private static final String PARTITION = "rookery:{0}:";

  /// The ids of all nodes.
  static final String NODES = PARTITION + "nodes";

  private Keys() {}

  /// Where frames to a node go.
  static String channel(String node) {
    return PARTITION + "to:" + node;
  }

  /// A node's presence.
  static String presence(String node) {
    return PARTITION + "node:" + node;
  }
}
