package rookery.server.wire;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Finds out whether somebody listens on an address, by trying to.
///
/// Helidon only logs that a port is in use, and says of a listener that has ended that it runs. A
/// bind tells the truth about both, and unlike a dial it is no connection that must be counted.
final class Occupied {
  private Occupied() {}

  /// @throws IOException when it cannot be told
  static boolean is(InetSocketAddress address) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // what is left of old connections does not count
      socket.bind(address);
      return false;
    } catch (BindException e) {
      if (e.getMessage() != null && e.getMessage().contains("in use")) {
        return true;
      }
      throw e;
    }
  }
}
