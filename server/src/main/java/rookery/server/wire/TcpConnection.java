package rookery.server.wire;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A connection of the TCP listener, as Helidon sees it.
final class TcpConnection implements ServerConnection {
  private final Wire wire;
  private final Transport transport;
  private final TrustedProxies trusted;

  TcpConnection(Wire wire, Transport transport, TrustedProxies trusted) {
    this.wire = wire;
    this.transport = transport;
    this.trusted = trusted;
  }

  /// Runs on the connection's own thread; the socket is closed when it returns.
  @Override
  public void handle(Limit limit) {
    Optional<ConnectionLimits.Place> place = wire.limits().enter(transport::close);
    if (place.isEmpty()) {
      refuse();
    }
    wire.doorway().passed();
    if (place.isEmpty()) {
      return;
    }
    wire.traffic().tcp.increment();
    try {
      var connection = new ChatConnection(wire, transport, Packing.TCP, place.get());
      String peer = transport.remoteAddress();
      if (trusted.contains(peer)) {
        connection.run(new ProxiedInput(new TcpInput(), connection::comesFrom));
      } else {
        connection.comesFrom(peer);
        connection.run(new TcpInput());
      }
    } finally {
      wire.traffic().tcp.decrement();
      place.get().leave();
    }
  }

  private void refuse() {
    byte[] bye = Wire.bye("This server is full: try again.").version2();
    try {
      transport.write(Packing.TCP.packed(bye)); // the first bytes on a socket never block
    } catch (IOException _) {
      // Gone already.
    }
  }

  /// Never idle: who is silent for too long is the guard's to say.
  @Override
  public Duration idleTime() {
    return Duration.ZERO;
  }

  @Override
  public void close(boolean interrupt) {
    transport.close();
  }
}
