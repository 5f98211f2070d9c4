package rookery.server.wire;

import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.health.HealthCheck;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.observe.metrics.MetricsObserver;
import io.helidon.webserver.spi.ServerConnectionSelector;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsRouting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;
import rookery.server.limit.LimitSettings;

/// Helidon's server with the sockets of a node.
final class Sockets {
  static final String TCP = "tcp";
  static final String HTTP = WebServer.DEFAULT_SOCKET_NAME;
  static final String ADMIN = "admin";

  /// Connections of operators and scrapers; the oldest goes first.
  private static final int ADMIN_CONNECTIONS = 64;

  /// Bytes that the system may hold for a client that does not read, before it shows.
  private static final int SEND_BUFFER = 256 << 10;

  /// Connections that the system holds until they are accepted: all clients of a node that died
  /// come at once.
  private static final int BACKLOG = 4_096;

  private static final int KEEP_ALIVE_IDLE_S = 15;
  private static final int KEEP_ALIVE_INTERVAL_S = 5;
  private static final int KEEP_ALIVE_PROBES = 3;
  private static final Duration ADMIN_IDLE = Duration.ofSeconds(60);

  private Sockets() {}

  /// @param identity for TLS towards clients; empty for none
  static WebServer build(
      WireConfig config, Optional<TlsIdentity> identity, Wire wire, List<HealthCheck> checks) {
    var admin =
        new ConnectionLimits(
            ADMIN_CONNECTIONS, ADMIN_CONNECTIONS, LimitSettings.NONE, wire.traffic());
    SocketOptions clients =
        identity.isEmpty()
            ? new DoorwayOptions(options(), wire.doorway()::arrived)
            : new DoorwayOptions(options(), wire.handshakes()::arrived);
    Optional<Tls> tls = identity.map(Sockets::tls);
    WebServerConfig.Builder server =
        WebServer.builder()
            .shutdownHook(false) // the node stops in an order of its own
            .featuresDiscoverServices(false)
            .protocolsDiscoverServices(false)
            .addProtocol(WsConfig.create()) // looked for by each handshake
            .host(config.http().host())
            .port(config.http().port())
            .backlog(BACKLOG)
            .connectionOptions(clients)
            .addConnectionSelector(HttpSelector.forWebSockets(wire, config.trusted()))
            .addRouting(HttpRouting.builder())
            .addRouting(WsRouting.builder().endpoint("/ws", WsHandshake::new))
            .putSocket(
                TCP,
                socket(TCP, config.tcp(), clients, new TcpSelector(wire, config.trusted()), tls))
            .putSocket(
                ADMIN,
                socket(
                    ADMIN,
                    config.admin(),
                    new DoorwayOptions(options(), wire.doorway()::arrived),
                    HttpSelector.forRequests(wire, admin),
                    Optional.empty()))
            .addFeature(observe(checks));
    tls.ifPresent(server::tls);
    return server.build();
  }

  /// Of the versions the one in which a connection can be closed without its peer's consent.
  private static Tls tls(TlsIdentity identity) {
    return Tls.builder()
        .privateKey(identity.key())
        .privateKeyCertChain(identity.chain())
        .enabledProtocols(List.of("TLSv1.3"))
        .build();
  }

  private static ListenerConfig socket(
      String name,
      WireConfig.Address address,
      SocketOptions options,
      ServerConnectionSelector selector,
      Optional<Tls> tls) {
    ListenerConfig.Builder listener =
        ListenerConfig.builder()
            .name(name)
            .host(address.host())
            .port(address.port())
            .backlog(BACKLOG)
            .protocolsDiscoverServices(false)
            .connectionOptions(options)
            .idleConnectionTimeout(ADMIN_IDLE)
            .addConnectionSelector(selector);
    tls.ifPresent(listener::tls);
    return listener.build();
  }

  private static SocketOptions options() {
    return SocketOptions.builder()
        .tcpNoDelay(true)
        .socketKeepAlive(true)
        .socketSendBufferSize(SEND_BUFFER)
        .socketOptions(
            Map.of(
                ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_IDLE_S,
                ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_INTERVAL_S,
                ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_ALIVE_PROBES))
        .build();
  }

  private static ObserveFeature observe(List<HealthCheck> checks) {
    return ObserveFeature.builder()
        .observersDiscoverServices(false)
        .addObserver(
            HealthObserver.builder()
                .details(true)
                .useSystemServices(false)
                .addHealthChecks(checks)
                .build())
        .addObserver(MetricsObserver.create())
        .sockets(List.of(ADMIN))
        .build();
  }
}
