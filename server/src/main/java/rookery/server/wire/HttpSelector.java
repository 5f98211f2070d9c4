package rookery.server.wire;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.helidon.webserver.websocket.WsConfig;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Takes every connection of an HTTP listener, counted, before its first byte.
final class HttpSelector implements ServerConnectionSelector {
  private final ConnectionLimits limits;
  private final TrustedProxies trusted;
  private final Guard guard;
  private final Doorway doorway;
  private final Handshakes handshakes;
  private final WireTimes times;
  private final boolean handshakeExpected;
  private final Http1ConnectionSelector http;
  private final Map<ConnectionContext, HttpConnection> open = new ConcurrentHashMap<>();

  private HttpSelector(
      Wire wire, ConnectionLimits limits, boolean webSocket, TrustedProxies trusted) {
    this.limits = limits;
    this.trusted = trusted;
    this.guard = wire.guard();
    this.doorway = wire.doorway();
    this.handshakes = wire.handshakes();
    this.times = wire.times();
    this.handshakeExpected = webSocket;
    var builder = Http1ConnectionSelector.builder().config(Http1Config.create());
    if (webSocket) {
      builder.addUpgrader(new ChatWsUpgrader(WsConfig.create(), wire, trusted, open));
    }
    this.http = builder.build();
  }

  /// For clients: a connection becomes a WebSocket soon, or is closed.
  static HttpSelector forWebSockets(Wire wire, TrustedProxies trusted) {
    return new HttpSelector(wire, wire.limits(), true, trusted);
  }

  /// For an operator's requests, with a count of its own.
  static HttpSelector forRequests(Wire wire, ConnectionLimits limits) {
    return new HttpSelector(wire, limits, false, TrustedProxies.LOOPBACK);
  }

  @Override
  public int bytesToIdentifyConnection() {
    return 0;
  }

  @Override
  public Support supports(BufferData data) {
    return Support.SUPPORTED;
  }

  @Override
  public Set<String> supportedApplicationProtocols() {
    return http.supportedApplicationProtocols();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    handshakes.passed(context.remotePeer().address());
    return new HttpConnection(this, context, http.connection(context));
  }

  /// Whether newcomers are to go to another node: a balancer takes the refusal as a hint.
  boolean turnsAway() {
    return handshakeExpected && guard.away();
  }

  ConnectionLimits limits() {
    return limits;
  }

  TrustedProxies trusted() {
    return trusted;
  }

  /// From now on the upgrader finds it, and the guard looks at it.
  void opened(ConnectionContext context, HttpConnection connection) {
    open.put(context, connection);
    if (handshakeExpected) {
      guard.add(connection);
    }
  }

  void closed(ConnectionContext context, HttpConnection connection) {
    open.remove(context);
    guard.remove(connection);
  }

  Doorway doorway() {
    return doorway;
  }

  WireTimes times() {
    return times;
  }
}
