package rookery.server.wire;

import io.helidon.common.socket.SocketOptions;
import io.helidon.health.HealthCheck;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
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

  static WebServer build(WireConfig config, Wire wire, List<HealthCheck> checks) {
    var admin =
        new ConnectionLimits(
            ADMIN_CONNECTIONS, ADMIN_CONNECTIONS, LimitSettings.NONE, wire.traffic());
    return WebServer.builder()
        .shutdownHook(false) // the node stops in an order of its own
        .featuresDiscoverServices(false)
        .protocolsDiscoverServices(false)
        .addProtocol(WsConfig.create()) // looked for by each handshake
        .host(config.http().host())
        .port(config.http().port())
        .backlog(BACKLOG)
        .connectionOptions(options(wire))
        .addConnectionSelector(HttpSelector.forWebSockets(wire, config.trusted()))
        .addRouting(HttpRouting.builder())
        .addRouting(WsRouting.builder().endpoint("/ws", WsHandshake::new))
        .putSocket(TCP, socket(TCP, config.tcp(), wire, new TcpSelector(wire, config.trusted())))
        .putSocket(
            ADMIN, socket(ADMIN, config.admin(), wire, HttpSelector.forRequests(wire, admin)))
        .addFeature(observe(checks))
        .build();
  }

  private static ListenerConfig socket(
      String name, WireConfig.Address address, Wire wire, ServerConnectionSelector selector) {
    return ListenerConfig.builder()
        .name(name)
        .host(address.host())
        .port(address.port())
        .backlog(BACKLOG)
        .protocolsDiscoverServices(false)
        .connectionOptions(options(wire))
        .idleConnectionTimeout(ADMIN_IDLE)
        .addConnectionSelector(selector)
        .build();
  }

  private static SocketOptions options(Wire wire) {
    SocketOptions options =
        SocketOptions.builder()
            .tcpNoDelay(true)
            .socketKeepAlive(true)
            .socketSendBufferSize(SEND_BUFFER)
            .socketOptions(
                Map.of(
                    ExtendedSocketOptions.TCP_KEEPIDLE, KEEP_ALIVE_IDLE_S,
                    ExtendedSocketOptions.TCP_KEEPINTERVAL, KEEP_ALIVE_INTERVAL_S,
                    ExtendedSocketOptions.TCP_KEEPCOUNT, KEEP_ALIVE_PROBES))
            .build();
    return new DoorwayOptions(options, wire.doorway());
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
