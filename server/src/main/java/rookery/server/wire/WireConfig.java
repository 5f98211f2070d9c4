package rookery.server.wire;

import rookery.server.limit.LimitSettings;

/// Where a node listens, and for how many.
///
/// @param tcp for objects on plain TCP
/// @param http for WebSockets
/// @param admin for health and metrics, not for the world
/// @param maxConnections of clients, of both kinds; must lie well below the process's limit on open
///   files, since a listener that finds no file ends
/// @param maxNotSignedIn how many of those may have nobody signed in; the oldest goes first
/// @param trusted who may say for whom he connects
/// @param limits what one connection and one address may have of it
public record WireConfig(
    Address tcp,
    Address http,
    Address admin,
    int maxConnections,
    int maxNotSignedIn,
    TrustedProxies trusted,
    LimitSettings limits) {
  /// @throws IllegalArgumentException when a number is below 1
  public WireConfig {
    if (maxConnections < 1 || maxNotSignedIn < 1) {
      throw new IllegalArgumentException(
          "connections " + maxConnections + ", not signed in " + maxNotSignedIn);
    }
  }

  /// With proxies on this machine alone, and nobody held to a share.
  public WireConfig(
      Address tcp, Address http, Address admin, int maxConnections, int maxNotSignedIn) {
    this(
        tcp,
        http,
        admin,
        maxConnections,
        maxNotSignedIn,
        TrustedProxies.LOOPBACK,
        LimitSettings.NONE);
  }

  /// An interface and a port; port 0 takes a free one.
  public record Address(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }
}
