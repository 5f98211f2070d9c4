package rookery.server;

/// Starts a node.
public final class Main {
  private Main() {}

  /// Builds the node from its configuration and runs it until it is told to stop.
  static void main() {}
}
