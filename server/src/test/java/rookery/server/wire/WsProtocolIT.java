package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// WebSockets with clients that break the rules of RFC 6455, and the corners of those rules.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class WsProtocolIT {
  private static final int TEXT = WsFrame.FIN | WsFrame.TEXT;
  private static final int LAST = WsFrame.FIN | WsFrame.CONTINUATION;
  private static final int PING = WsFrame.FIN | WsFrame.PING;
  private static final String HELLO = "{\"msgid\":12,\"v\":2,\"rid\":1}";
  private static final String PONG = "{\"msgid\":13,\"rid\":1,\"ts\":1}";

  private static EchoNode node;

  private WsClient client;

  @BeforeAll
  static void start() {
    node = new EchoNode();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @AfterEach
  void everyConnectionEndsOnce() throws InterruptedException {
    client.close();
    long id = Waiting.forNext(node.echo.pinged).id();
    assertThat(Waiting.forNext(node.echo.closed).id()).isEqualTo(id);
    assertThat(node.echo.closed).isEmpty();
    node.echo.pinged.clear();
  }

  static Stream<Arguments> violations() {
    byte[] open = WsFrames.frame(WsFrame.TEXT, (byte) '{');
    return Stream.of(
        Arguments.of("unmasked", WsFrames.unmasked(TEXT, (byte) '{'), 1002),
        Arguments.of("reserved bit", WsFrames.frame(TEXT | 0x40), 1002),
        Arguments.of("reserved opcode", WsFrames.frame(WsFrame.FIN | 3), 1002),
        Arguments.of("reserved control opcode", WsFrames.frame(WsFrame.FIN | 0xB), 1002),
        Arguments.of("fragmented ping", WsFrames.frame(WsFrame.PING), 1002),
        Arguments.of("long ping", WsFrames.frame(PING, new byte[126]), 1002),
        Arguments.of("nothing to continue", WsFrames.frame(LAST, (byte) '{'), 1002),
        Arguments.of("two at once", WsFrames.join(open, WsFrames.text("{}")), 1002),
        Arguments.of("binary", WsFrames.frame(WsFrame.FIN | WsFrame.BINARY, (byte) 1), 1003),
        Arguments.of(
            "half a close code", WsFrames.frame(WsFrame.FIN | WsFrame.CLOSE, (byte) 3), 1002),
        Arguments.of("no such close code", WsFrames.close(1005, ""), 1002));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("violations")
  void violationIsClosedWithItsCode(String what, byte[] bytes, int code) {
    open().send(bytes);
    assertThat(client.next()).as(what).isEqualTo("close " + code);
  }

  static Stream<Arguments> refused() {
    byte[] half = new byte[40_000];
    Arrays.fill(half, (byte) ' ');
    return Stream.of(
        Arguments.of("too long", WsFrames.header(TEXT, 65_537), 413, 1009),
        Arguments.of("endless", WsFrames.header(TEXT, Long.MAX_VALUE), 413, 1009),
        Arguments.of(
            "long in parts",
            WsFrames.join(WsFrames.frame(WsFrame.TEXT, half), WsFrames.frame(LAST, half)),
            413,
            1009),
        Arguments.of("too deep", WsFrames.text("{\"a\":" + "[".repeat(16)), 413, 1009),
        Arguments.of("no UTF-8", WsFrames.frame(TEXT, (byte) '{', (byte) 0xFF), 400, 1007),
        Arguments.of("overlong", WsFrames.frame(TEXT, (byte) 0xC0, (byte) 0xAF), 400, 1007),
        Arguments.of(
            "surrogate", WsFrames.frame(TEXT, (byte) 0xED, (byte) 0xA0, (byte) 0x80), 400, 1007),
        Arguments.of("cut character", WsFrames.frame(TEXT, (byte) 0xE4, (byte) 0xBD), 400, 1007),
        Arguments.of(
            "wrong in a later part",
            WsFrames.join(
                WsFrames.frame(WsFrame.TEXT, (byte) 0xE4), WsFrames.frame(LAST, (byte) 'a')),
            400,
            1007));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void lostFramingIsAnsweredOnceAndClosed(String what, byte[] bytes, int code, int closeCode) {
    open().send(bytes);
    assertThat(client.next()).as(what).contains("\"code\":" + code);
    assertThat(client.next()).isEqualTo("close " + closeCode);
  }

  @Test
  void characterCutOverFragmentsWithAPingBetweenIsWhole() {
    byte[] text = "{\"msgid\":12,\"x\":\"你\",\"rid\":1}".getBytes(StandardCharsets.UTF_8);
    int cut = new String(text, StandardCharsets.ISO_8859_1).indexOf('ä') + 1;
    open()
        .send(WsFrames.frame(WsFrame.TEXT, Arrays.copyOf(text, cut)))
        .send(WsFrames.frame(PING, (byte) '1'))
        .send(WsFrames.frame(WsFrame.CONTINUATION))
        .send(WsFrames.frame(LAST, Arrays.copyOfRange(text, cut, text.length)));
    assertThat(client.next()).isEqualTo("pong 1");
    assertThat(client.next()).isEqualTo(PONG);
  }

  @Test
  void longestMessageIsRead() {
    String longest = "{\"msgid\":12,\"rid\":1,\"x\":\"" + "x".repeat(65_536 - 27) + "\"}";
    open().send(WsFrames.text(longest));
    assertThat(longest).hasSize(65_536);
    assertThat(client.next()).isEqualTo(PONG);
  }

  @Test
  void everyPingIsAnsweredInOrder() {
    open();
    byte[][] pings = new byte[10][];
    for (int i = 0; i < 10; i++) {
      pings[i] = WsFrames.frame(PING, (byte) ('0' + i));
    }
    client.send(WsFrames.join(pings));
    for (int i = 0; i < 10; i++) {
      assertThat(client.next()).isEqualTo("pong " + i);
    }
  }

  @Test
  void frameMayComeByteByByte() {
    open();
    for (byte b : WsFrames.text(HELLO)) {
      client.send(new byte[] {b});
    }
    assertThat(client.next()).isEqualTo(PONG);
  }

  @Test
  void pongNobodyAskedForIsIgnored() {
    open().send(WsFrames.frame(WsFrame.FIN | WsFrame.PONG, (byte) 1)).send(WsFrames.text(HELLO));
    assertThat(client.next()).isEqualTo(PONG);
  }

  @Test
  void frameBehindTheHandshakeInOneSegmentIsRead() {
    client = new WsClient(node.listeners.port("http"), WsFrames.text(HELLO));
    assertThat(client.next()).isEqualTo(PONG);
  }

  @ParameterizedTest
  @ValueSource(ints = {1000, 1001, 3000, 4999})
  void closeIsSaidBackAndTheStreamEnds(int code) {
    open().send(WsFrames.join(WsFrames.close(code, "bye"), WsFrames.text(HELLO)));
    assertThat(client.next()).isEqualTo("close " + code);
    assertThat(client.next()).isEqualTo("end");
  }

  @Test
  void emptyCloseIsSaidBackEmpty() {
    open().send(WsFrames.frame(WsFrame.FIN | WsFrame.CLOSE));
    assertThat(client.next()).isEqualTo("close");
    assertThat(client.next()).isEqualTo("end");
  }

  @Test
  void answersBeforeACloseAreWritten() {
    open()
        .send(WsFrames.join(WsFrames.text(HELLO), WsFrames.text(HELLO), WsFrames.close(1000, "")));
    assertThat(List.of(client.next(), client.next(), client.next()))
        .containsExactly(PONG, PONG, "close 1000");
  }

  @Test
  void resetIsAnEndToo() {
    open().reset();
  }

  private WsClient open() {
    client = new WsClient(node.listeners.port("http"));
    client.send(WsFrames.text(HELLO));
    assertThat(client.next()).isEqualTo(PONG);
    return client;
  }
}
