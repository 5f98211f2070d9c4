package rookery.server.wire;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.websocket.WsUpgrader;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsUpgradeException;
import java.util.Optional;

/// Says which WebSockets are let in; nothing else of Helidon's listener is used.
final class WsHandshake implements WsListener {
  @Override
  public Optional<Headers> onHttpUpgrade(HttpPrologue prologue, Headers headers)
      throws WsUpgradeException {
    if (headers.contains(WsUpgrader.PROTOCOL)) {
      throw new WsUpgradeException("no subprotocol is spoken here");
    }
    return Optional.empty();
  }
}
