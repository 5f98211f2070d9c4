package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Handshakes that are no handshakes: each gets an HTTP answer, and none becomes a connection.
final class WsHandshakeIT {
  private static EchoNode node;

  @BeforeAll
  static void start() {
    node = new EchoNode();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @ParameterizedTest(name = "{0} → {1}: {2}")
  @CsvSource({
    "Key: dGhlIHNhbXBsZSBub25jZQ==, Key: c2hvcnQ=, 400",
    "Key: dGhlIHNhbXBsZSBub25jZQ==, Key: not Base64!, 400",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==, X: y, 404",
    "Version: 13, Version: 8, 400",
    "/ws, /wss, 404",
    "Upgrade: websocket, Upgrade: h3, 404",
    "Host: localhost, Sec-WebSocket-Protocol: chat, 400",
    "Version: 13, Protocol: chat, 404",
    "GET /ws, GET, 400"
  })
  void whatIsNoHandshakeIsAnswered(String right, String wrong, int status) {
    try (TcpClient client = new TcpClient(node.listeners.port("http"))) {
      client.send(WsClient.HANDSHAKE.replace(right, wrong));
      assertThat(client.line()).startsWith("HTTP/1.1 " + status + " ");
    }
    assertThat(node.listeners.traffic().webSocketConnections()).isZero();
  }
}
