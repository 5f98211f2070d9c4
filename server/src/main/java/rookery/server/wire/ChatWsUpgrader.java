package rookery.server.wire;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.http.HttpPrologue;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.websocket.WsConfig;
import io.helidon.webserver.websocket.WsUpgrader;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Helidon's handshake, routing and look at the origin, with our own frames behind them: its frame
/// loop neither answers pings nor tells when a connection is lost.
final class ChatWsUpgrader extends WsUpgrader {
  private final Wire wire;
  private final Map<ConnectionContext, HttpConnection> open;

  /// @param open the connections of the listener that have not ended
  ChatWsUpgrader(WsConfig config, Wire wire, Map<ConnectionContext, HttpConnection> open) {
    super(config);
    this.wire = wire;
    this.open = open;
  }

  @Override
  public @Nullable ServerConnection upgrade(
      ConnectionContext context, HttpPrologue prologue, WritableHeaders<?> headers) {
    HttpConnection below = open.get(context);
    if (below == null || super.upgrade(context, prologue, headers) == null) {
      return null;
    }
    below.upgraded();
    return new Upgraded(wire, new HelidonTransport(context), below.place());
  }

  /// A WebSocket, as Helidon sees it.
  private record Upgraded(Wire wire, Transport transport, ConnectionLimits.Place place)
      implements ServerConnection {
    @Override
    public void handle(Limit limit) {
      wire.traffic().webSocket.increment();
      try {
        var connection = new ChatConnection(wire, transport, Packing.WEBSOCKET, place);
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
