package rookery.loadtest.link;

import java.net.InetSocketAddress;

/// Where something listens.
public record Address(String host, int port) {
  /// Reads HOST:PORT.
  ///
  /// @throws IllegalArgumentException when it is something else
  public static Address parse(String text) {
    int colon = text.lastIndexOf(':');
    try {
      if (colon > 0) {
        return new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
      }
    } catch (NumberFormatException _) {
      // Said below.
    }
    throw new IllegalArgumentException("\"" + text + "\" is no address: write HOST:PORT.");
  }

  /// A port on this machine.
  public static Address local(int port) {
    return new Address("127.0.0.1", port);
  }

  public InetSocketAddress socketAddress() {
    return new InetSocketAddress(host, port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
