package rookery.server.wire;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.RequestException;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsUpgrader;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Helidon's handshake, routing and look at the origin, with our own frames behind them: its frame
/// loop neither answers pings nor tells when a connection is lost.
final class ChatWsUpgrader extends WsUpgrader {
  /// RFC 6455, section 4.2.1.
  private static final int KEY_BYTES = 16;

  private final Wire wire;
  private final TrustedProxies trusted;
  private final Map<ConnectionContext, HttpConnection> open;

  /// @param open the connections of the listener that have not ended
  ChatWsUpgrader(
      WsConfig config,
      Wire wire,
      TrustedProxies trusted,
      Map<ConnectionContext, HttpConnection> open) {
    super(config);
    this.wire = wire;
    this.trusted = trusted;
    this.open = open;
  }

  @Override
  public @Nullable ServerConnection upgrade(
      ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
    if (headers.contains(WS_KEY)) {
      requireKey(headers.get(WS_KEY).get());
    }
    HttpConnection below = open.get(context);
    if (below == null || super.upgrade(context, prologue, headers) == null) {
      return null;
    }
    below.upgraded();
    var transport = new HelidonTransport(context);
    String client =
        trusted.client(
            transport.remoteAddress(), headers.all(HeaderNames.X_FORWARDED_FOR, List::of));
    return new Upgraded(wire, transport, below.place(), client);
  }

  /// Helidon takes one that is not Base64 for an error of its own.
  private static void requireKey(String key) {
    try {
      if (Base64.getDecoder().decode(key).length == KEY_BYTES) {
        return;
      }
    } catch (IllegalArgumentException _) {
      // Said below.
    }
    throw RequestException.builder()
        .type(DirectHandler.EventType.BAD_REQUEST)
        .message("Sec-WebSocket-Key must be 16 bytes in Base64")
        .build();
  }

  /// A WebSocket, as Helidon sees it.
  private record Upgraded(
      Wire wire, Transport transport, ConnectionLimits.Place place, String client)
      implements ServerConnection {
    @Override
    public void handle(Limit limit) {
      wire.traffic().webSocket.increment();
      try {
        var connection = new ChatConnection(wire, transport, Packing.WEBSOCKET, place);
        connection.comesFrom(client);
        connection.run(new WsInput(new Answers(connection)));
      } finally {
        wire.traffic().webSocket.decrement();
      }
    }

    @Override
    public Duration idleTime() {
      return Duration.ZERO;
    }

    @Override
    public void close(boolean interrupt) {
      transport.close();
    }
  }

  private record Answers(ChatConnection connection) implements WsInput.Control {
    @Override
    public void pong(byte[] payload) {
      connection.sendRaw(WsFrame.pong(payload));
    }

    @Override
    public void close(int code) {
      connection.close(code, "");
    }
  }
}
