package rookery.server.wire;

/// A node in a process of its own, for [FloodIT]: says its port, then waits to be killed; says so
/// when one of its listeners ends.
final class FloodedNode {
  private FloodedNode() {}

  static void main() throws InterruptedException {
    var config = new WireConfig(EchoNode.ANY, EchoNode.ANY, EchoNode.ANY, 100_000, 100_000);
    EchoNode node = new EchoNode(config, EchoNode.TIMES);
    System.out.println(node.listeners.port("tcp"));
    System.out.println(node.ended.take());
  }
}
