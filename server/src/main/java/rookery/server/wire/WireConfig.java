package rookery.server.wire;

import java.util.Optional;
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
/// @param tls for clients of both kinds; empty for none
public record WireConfig(
    Address tcp,
    Address http,
    Address admin,
    int maxConnections,
    int maxNotSignedIn,
    TrustedProxies trusted,
    LimitSettings limits,
    Optional<TlsFiles> tls) {
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

  /// Without TLS.
  public WireConfig(
      Address tcp,
      Address http,
      Address admin,
      int maxConnections,
      int maxNotSignedIn,
      TrustedProxies trusted,
      LimitSettings limits) {
    this(tcp, http, admin, maxConnections, maxNotSignedIn, trusted, limits, Optional.empty());
  }

  /// An interface and a port; port 0 takes a free one.
  public record Address(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }
}
