package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rookery.server.limit.LimitSettings;

/// Whose word about a client's address is believed, and what hostile headers come to.
final class ProxyIT {
  private static final String PING = "{\"msgid\":12,\"v\":2,\"rid\":1}\n";
  private static final String PONG = "{\"msgid\":13,\"rid\":1,\"ts\":1}";
  private static final byte[] V2_MARK = "\r\n\r\n\0\r\nQUIT\n".getBytes(StandardCharsets.US_ASCII);

  private static EchoNode node;
  private static EchoNode suspicious;

  @BeforeAll
  static void start() {
    node =
        new EchoNode(
            EchoNode.CONFIG,
            new WireTimes(
                Duration.ofMillis(200),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(60),
                Duration.ofSeconds(2),
                Duration.ofMillis(10)));
    WireConfig config =
        new WireConfig(
            EchoNode.ANY,
            EchoNode.ANY,
            EchoNode.ANY,
            100,
            100,
            TrustedProxies.parse("10.0.0.0/8"),
            LimitSettings.NONE);
    suspicious = new EchoNode(config, EchoNode.TIMES);
  }

  @AfterAll
  static void stop() {
    node.close();
    suspicious.close();
  }

  @AfterEach
  void forget() {
    node.echo.pinged.clear();
    suspicious.echo.pinged.clear();
  }

  @Test
  void headerOfATrustedProxyNamesTheClient() throws InterruptedException {
    assertThat(addressBehind("PROXY TCP4 203.0.113.9 127.0.0.1 40000 7700\r\n"))
        .isEqualTo("203.0.113.9");
    assertThat(addressBehind("PROXY TCP6 2001:db8::9 ::1 40000 7700\r\n"))
        .isEqualTo("2001:db8:0:0:0:0:0:9");
  }

  @Test
  void proxyThatDoesNotKnowLeavesItsOwnAddress() throws InterruptedException {
    assertThat(addressBehind("PROXY UNKNOWN\r\n")).isEqualTo("127.0.0.1");
    assertThat(addressBehind("PROXY UNKNOWN 203.0.113.9 127.0.0.1 40000 7700\r\n"))
        .isEqualTo("127.0.0.1");
  }

  @Test
  void headerIsOptional() throws InterruptedException {
    assertThat(addressBehind("")).isEqualTo("127.0.0.1");
    assertThat(addressBehind("\r\n\r\n\0\r\n")).isEqualTo("127.0.0.1"); // blanks, so far
  }

  @Test
  void headerMayComeByteByByte() throws InterruptedException {
    try (TcpClient client = node.tcp()) {
      for (byte next :
          ("PROXY TCP4 203.0.113.9 127.0.0.1 1 2\r\n" + PING).getBytes(StandardCharsets.US_ASCII)) {
        client.send(new byte[] {next});
      }
      assertThat(client.line()).isEqualTo(PONG);
      assertThat(pingedBy(node)).isEqualTo("203.0.113.9");
    }
  }

  @Test
  void binaryHeaderNamesTheClient() throws InterruptedException {
    byte[] addresses = {(byte) 203, 0, 113, 9, 127, 0, 0, 1, 1, 2, 3, 4};
    try (TcpClient client = node.tcp()) {
      client.send(version2(0x21, 0x11, addresses)).send(PING);
      assertThat(client.line()).isEqualTo(PONG);
      assertThat(pingedBy(node)).isEqualTo("203.0.113.9");
    }
    try (TcpClient client = node.tcp()) { // a proxy's own connection, with something behind it
      client.send(version2(0x20, 0x00, new byte[] {4, 0, 1, 0})).send(PING);
      assertThat(client.line()).isEqualTo(PONG);
      assertThat(pingedBy(node)).isEqualTo("127.0.0.1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY TCP4 203.0.113.9 127.0.0.1 40000\r\n",
        "PROXY TCP4 203.0.113.9 127.0.0.1 40000 70000\r\n",
        "PROXY TCP4 203.0.113 127.0.0.1 40000 7700\r\n",
        "PROXY TCP4 2001:db8::9 ::1 40000 7700\r\n",
        "PROXY TCP4 localhost 127.0.0.1 40000 7700\r\n",
        "PROXY TCP4 203.0.113.9 127.0.0.1 40000 7700\n",
        "PROXY UDP4 203.0.113.9 127.0.0.1 40000 7700\r\n",
        "PROXY \r\n",
        "PROXY TCP4 203.0.113.9 127.0.0.1 40000 7700 and a line that is longer than any header may be, so it is no header\r\n"
      })
  void headerThatCannotBeReadEndsTheConnection(String header) {
    try (TcpClient client = node.tcp()) {
      client.send(header + PING);
      assertThat(client.until(-1)).contains("proxy's header").doesNotContain("\"msgid\":13");
    }
  }

  @Test
  void headerWithoutEndIsBoundedInBytesAndTime() {
    try (TcpClient client = node.tcp()) {
      client.send("PROXY UNKNOWN " + "x".repeat(1_000));
      assertThat(client.until(-1)).contains("proxy's header");
    }
    try (TcpClient client = node.tcp()) {
      client.send("PROXY TCP4 203.0.113.9"); // and nothing more
      assertThat(client.read()).isNegative();
    }
    try (TcpClient client = node.tcp()) {
      client.send(version2Head(0x21, 0x11, 12));
      assertThat(client.read()).isNegative();
    }
    try (TcpClient client = node.tcp()) {
      client.send(version2Head(0x21, 0x11, 60_000));
      assertThat(client.until(-1)).contains("proxy's header");
    }
    try (TcpClient client = node.tcp()) {
      client.send(version2(0x21, 0x11, new byte[] {1, 2, 3})); // shorter than its addresses
      assertThat(client.until(-1)).contains("proxy's header");
    }
  }

  @Test
  void headerOfAStrangerIsNotBelieved() throws InterruptedException {
    try (TcpClient client = suspicious.tcp()) {
      client.send("PROXY TCP4 203.0.113.9 127.0.0.1 40000 7700\r\n" + PING);
      assertThat(client.until('}')).doesNotContain("\"msgid\":13"); // it is a broken object
      assertThat(pingedBy(suspicious)).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void secondHeaderIsNoHeader() throws InterruptedException {
    try (TcpClient client = node.tcp()) {
      String first = "PROXY TCP4 203.0.113.9 127.0.0.1 40000 7700\r\n";
      client.send(first + first.replace("203.0.113.9", "198.51.100.1") + PING);
      assertThat(pingedBy(node)).isEqualTo("203.0.113.9");
    }
  }

  @Test
  void forwardedForIsBelievedFromATrustedAddressOnly() throws InterruptedException {
    assertThat(webSocketBehind(node, "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(webSocketBehind(suspicious, "203.0.113.9")).isEqualTo("127.0.0.1");
  }

  @Test
  void whatTheClientClaimsBeforeTheProxyIsNotBelieved() throws InterruptedException {
    assertThat(webSocketBehind(node, "198.51.100.1, 203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(webSocketBehind(node, "203.0.113.9, 127.0.0.1")).isEqualTo("203.0.113.9");
    assertThat(webSocketBehind(node, "203.0.113.9, somewhere")).isEqualTo("127.0.0.1");
  }

  private static String addressBehind(String header) throws InterruptedException {
    try (TcpClient client = node.tcp()) {
      client.send(header + PING);
      assertThat(client.line()).isEqualTo(PONG);
      return pingedBy(node);
    }
  }

  private static String webSocketBehind(EchoNode node, String forwardedFor)
      throws InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      WebSocket socket =
          http.newWebSocketBuilder()
              .header("X-Forwarded-For", forwardedFor)
              .buildAsync(
                  URI.create("ws://127.0.0.1:" + node.listeners.port("http") + "/ws"),
                  new WebSocket.Listener() {})
              .join();
      socket.sendText(PING, true).join();
      String address = pingedBy(node);
      socket.abort();
      return address;
    }
  }

  private static String pingedBy(EchoNode node) throws InterruptedException {
    var connection = node.echo.pinged.poll(10, TimeUnit.SECONDS);
    assertThat(connection).isNotNull();
    return connection.remoteAddress();
  }

  private static byte[] version2(int command, int family, byte[] rest) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(version2Head(command, family, rest.length));
    bytes.writeBytes(rest);
    return bytes.toByteArray();
  }

  private static byte[] version2Head(int command, int family, int length) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(V2_MARK);
    bytes.write(command);
    bytes.write(family);
    bytes.write(length >> 8);
    bytes.write(length);
    return bytes.toByteArray();
  }
}
