package rookery.server.wire;

import io.helidon.common.buffers.BufferData;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.util.Set;

/// Takes every connection of the TCP listener, before its first byte.
final class TcpSelector implements ServerConnectionSelector {
  private final Wire wire;
  private final TrustedProxies trusted;

  TcpSelector(Wire wire, TrustedProxies trusted) {
    this.wire = wire;
    this.trusted = trusted;
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
    return Set.of();
  }

  @Override
  public ServerConnection connection(ConnectionContext context) {
    wire.handshakes().passed(context.remotePeer().address());
    return new TcpConnection(wire, new HelidonTransport(context), trusted);
  }
}
