package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A WebSocket over a raw socket, which may break every rule.
final class WsClient implements AutoCloseable {
  static final String HANDSHAKE =
      """
      GET /ws HTTP/1.1\r
      Host: localhost\r
      Upgrade: websocket\r
      Connection: Upgrade\r
      Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
      Sec-WebSocket-Version: 13\r
      \r
      """;

  private final TcpClient tcp;

  WsClient(int port) {
    this(port, new byte[0]);
  }

  /// @param more sent in one piece with the handshake
  WsClient(int port, byte[] more) {
    this(port, HANDSHAKE, more);
  }

  /// @param address that a proxy in front of the server would name
  WsClient(int port, String address) {
    this(
        port,
        HANDSHAKE.replace("Upgrade: ", "X-Forwarded-For: " + address + "\r\nUpgrade: "),
        new byte[0]);
  }

  private WsClient(int port, String handshake, byte[] more) {
    tcp = new TcpClient(port);
    tcp.send(WsFrames.join(handshake.getBytes(StandardCharsets.US_ASCII), more));
    StringBuilder head = new StringBuilder();
    for (String line = tcp.line(); !line.equals("\r"); line = tcp.line()) {
      head.append(line);
    }
    // The key and its answer are those of RFC 6455, section 1.3.
    assertThat(head).startsWith("HTTP/1.1 101 ").contains("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
  }

  WsClient send(byte[] bytes) {
    tcp.send(bytes);
    return this;
  }

  /// The next frame: the text of a text message, `pong` and its payload in digits, `close` and its
  /// code; `end` at the end of the stream.
  String next() {
    int first = tcp.read();
    if (first < 0) {
      return "end";
    }
    int length = tcp.read();
    if (length == 126) {
      length = ByteBuffer.wrap(tcp.bytes(2)).getShort() & 0xFFFF;
    } else if (length == 127) {
      length = (int) ByteBuffer.wrap(tcp.bytes(8)).getLong();
    }
    byte[] payload = tcp.bytes(length);
    return switch (first) {
      case 0x81 -> new String(payload, StandardCharsets.UTF_8);
      case 0x8A -> "pong " + new String(payload, StandardCharsets.UTF_8);
      case 0x88 ->
          payload.length == 0 ? "close" : "close " + (ByteBuffer.wrap(payload).getShort() & 0xFFFF);
      default -> "frame " + first;
    };
  }

  void awaitEnd() {
    tcp.awaitEnd();
  }

  void reset() {
    tcp.reset();
  }

  @Override
  public void close() {
    tcp.close();
  }
}
