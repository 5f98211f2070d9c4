package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rookery.protocol.codec.Frame;
import rookery.server.session.Connection;

/// Clients that are silent, slow or stuck, on real sockets.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class GuardIT {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final String HELLO = "{\"msgid\":12,\"v\":2}";
  private static final String PONG = "{\"msgid\":13,\"ts\":1}";

  @Test
  void halfAFrameEndsHoweverSlowlyItGoesOn() {
    try (EchoNode node = node(SHORT, LONG, LONG, LONG);
        TcpClient client = node.tcp()) {
      client.send("{\"msgid\":12,");
      assertThat(client.read()).isNegative();
    }
  }

  @Test
  void halfAMessageOfAWebSocketEnds() {
    try (EchoNode node = node(SHORT, LONG, LONG, LONG);
        WsClient client = new WsClient(node.listeners.port("http"))) {
      client.send(WsFrames.frame(WsFrame.TEXT, (byte) '{'));
      client.awaitEnd();
    }
  }

  @Test
  void silentVersion2ClientEndsAndASilentClassicOneStays() {
    try (EchoNode node = node(LONG, SHORT, LONG, LONG);
        TcpClient classic = node.tcp();
        TcpClient version2 = node.tcp()) {
      classic.send("{\"msgid\":3,\"name\":\"bob\",\"password\":\"x\"}");
      assertThat(classic.until(0)).contains("\"errno\":0");
      version2.send(HELLO);
      assertThat(version2.line()).isEqualTo(PONG);
      assertThat(version2.read()).isNegative();
      classic.send("{\"msgid\":3,\"name\":\"bob\",\"password\":\"x\"}");
      assertThat(classic.until(0)).contains("\"errno\":0");
      assertThat(node.listeners.traffic().cut()).isEqualTo(1);
    }
  }

  @Test
  void whoPingsInTimeStays() {
    try (EchoNode node = node(LONG, Duration.ofSeconds(2), LONG, LONG);
        TcpClient client = node.tcp()) {
      long end = System.nanoTime() + Duration.ofSeconds(3).toNanos();
      while (System.nanoTime() < end) {
        assertThat(client.send(HELLO).line()).isEqualTo(PONG);
      }
    }
  }

  @Test
  void connectionThatNeverShakesHandsEnds() {
    try (EchoNode node = node(LONG, LONG, SHORT, LONG);
        TcpClient silent = new TcpClient(node.listeners.port("http"));
        TcpClient slow = new TcpClient(node.listeners.port("http"))) {
      slow.send("GET /ws HTTP/1.1\r\nHost: ");
      assertThat(silent.read()).isNegative();
      assertThat(slow.read()).isNegative();
    }
  }

  @Test
  void slowReaderIsCutAndOthersAreNotHeldUp() throws InterruptedException {
    try (EchoNode node = node(LONG, LONG, LONG, LONG);
        TcpClient slow = new TcpClient(node.listeners.port("tcp"), 4_096);
        TcpClient other = node.tcp()) {
      slow.send(HELLO).line();
      Connection stuck = Waiting.forNext(node.echo.pinged);
      Frame frame = new Frame(Echo.posted(1, "x".repeat(60_000)));
      while (node.echo.closed.isEmpty()) {
        stuck.send(frame);
        assertThat(other.send(HELLO).line()).isEqualTo(PONG);
      }
      assertThat(Waiting.forNext(node.echo.closed)).isSameAs(stuck);
    }
  }

  @Test
  void whoReadsNothingIsCutAfterAWhileThoughItsOutboxIsNotFull() throws InterruptedException {
    try (EchoNode node = node(LONG, LONG, LONG, SHORT);
        TcpClient client = new TcpClient(node.listeners.port("tcp"), 4_096)) {
      client.send(HELLO).line();
      Connection stuck = Waiting.forNext(node.echo.pinged);
      Frame frame = new Frame(Echo.posted(1, "x".repeat(1_000_000)));
      stuck.send(frame);
      stuck.send(frame);
      assertThat(Waiting.forNext(node.echo.closed)).isSameAs(stuck);
      assertThat(node.listeners.traffic().cut()).isEqualTo(1);
    }
  }

  private static EchoNode node(
      Duration frame, Duration silence, Duration handshake, Duration write) {
    var times =
        new WireTimes(
            frame, silence, handshake, write, Duration.ofSeconds(2), Duration.ofMillis(10));
    return new EchoNode(EchoNode.CONFIG, times);
  }
}
