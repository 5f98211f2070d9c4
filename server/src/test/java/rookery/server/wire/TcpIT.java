package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rookery.protocol.Entry;

/// Objects on plain TCP, in both forms.
final class TcpIT {
  private static final String PING = "{\"msgid\":12,\"v\":2,\"rid\":%d}";
  private static final String PONG = "{\"msgid\":13,\"rid\":%d,\"ts\":1}";
  private static final String CLASSIC_LOGIN = "{\"msgid\":1,\"id\":7,\"password\":\"x\"}\0";

  private static EchoNode node;

  @BeforeAll
  static void start() {
    node = new EchoNode();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @AfterEach
  void forget() {
    node.echo.pinged.clear();
    node.echo.received.clear();
  }

  @Test
  void pingIsAnsweredOnALine() {
    try (TcpClient client = node.tcp()) {
      assertThat(client.send(PING.formatted(1) + "\n").line()).isEqualTo(PONG.formatted(1));
    }
  }

  @Test
  void manyFramesInOneSegmentAreAnsweredInOrder() {
    try (TcpClient client = node.tcp()) {
      var all = new StringBuilder();
      for (int i = 0; i < 500; i++) {
        all.append(PING.formatted(i));
      }
      client.send(all.toString());
      for (int i = 0; i < 500; i++) {
        assertThat(client.line()).isEqualTo(PONG.formatted(i));
      }
    }
  }

  @Test
  void frameCutIntoBytesIsOne() {
    try (TcpClient client = node.tcp()) {
      login(client);
      byte[] frame =
          "{\"msgid\":5,\"cmid\":\"a\",\"to\":7,\"msg\":\"你好 👋\"}"
              .getBytes(StandardCharsets.UTF_8);
      for (byte b : frame) {
        client.send(new byte[] {b});
      }
      assertThat(client.line()).contains("\"msg\":\"你好 👋\"");
    }
  }

  @Test
  void malformedIsAnsweredOnceAndReadingGoesOnAfterTheNewline() {
    try (TcpClient client = node.tcp()) {
      client.send(PING.formatted(1)).line();
      client.send("{\"msgid\":}" + PING.formatted(2) + "oops }{\n" + PING.formatted(3));
      assertThat(client.line()).contains("\"code\":400");
      assertThat(client.line()).isEqualTo(PONG.formatted(3));
    }
  }

  @Test
  void tooLongIsAnsweredAndClosed() throws InterruptedException {
    try (TcpClient client = node.tcp()) {
      client.send(PING.formatted(1)).line();
      long id = node.echo.pinged.take().id();
      client.send("{\"msgid\":12,\"x\":\"" + "x".repeat(70_000));
      assertThat(client.line()).contains("\"code\":413");
      client.awaitEnd();
      awaitClosed(id);
    }
  }

  @Test
  void tooDeepIsAnsweredAndClosed() {
    try (TcpClient client = node.tcp()) {
      client.send(PING.formatted(1)).line();
      client.send("{\"msgid\":12,\"x\":" + "[".repeat(17));
      assertThat(client.line()).contains("\"code\":413");
      assertThat(client.read()).isNegative();
    }
  }

  @Test
  void whoFinishesSendingStillGetsHisAnswers() throws InterruptedException {
    try (TcpClient client = node.tcp()) {
      client.send(PING.formatted(1) + PING.formatted(2));
      client.finishSending();
      assertThat(client.line()).isEqualTo(PONG.formatted(1));
      assertThat(client.line()).isEqualTo(PONG.formatted(2));
      assertThat(client.read()).isNegative();
      awaitClosed(node.echo.pinged.take().id());
    }
  }

  @Test
  void resetEndsTheConnectionOnce() throws InterruptedException {
    TcpClient client = node.tcp();
    client.send(PING.formatted(1)).line();
    client.reset();
    long id = node.echo.pinged.take().id();
    awaitClosed(id);
    assertThat(node.echo.closed).noneMatch(connection -> connection.id() == id);
  }

  @Test
  void classicObjectsAreEndedByNul() {
    try (TcpClient client = node.tcp()) {
      client.send(CLASSIC_LOGIN);
      assertThat(client.until(0)).isEqualTo("{\"msgid\":2,\"errno\":0,\"id\":7,\"name\":\"bob\"}");
      client.send("{\"msgid\":5,\"to\":7,\"msg\":\"" + "x".repeat(2_500) + "\"}\0");
      for (int i = 0; i < 3; i++) {
        assertThat(client.until(0)).startsWith("{\"msgid\":5,\"id\":8,").endsWith("\"}");
      }
    }
  }

  @Test
  void whatAClassicClientWasWrittenCountsAsReceived() throws InterruptedException {
    try (TcpClient client = node.tcp()) {
      client.send(CLASSIC_LOGIN).until(0);
      client.send("{\"msgid\":5,\"to\":7,\"msg\":\"hi\"}\0").until(0);
      Entry entry = node.echo.received.poll(10, TimeUnit.SECONDS);
      assertThat(entry).isEqualTo(Echo.posted(1, "hi"));
    }
  }

  @Test
  void malformedClassicFrameIsToldInItsForm() {
    try (TcpClient client = node.tcp()) {
      assertThat(client.send("what?\0").until(0)).startsWith("{\"msgid\":2,\"errno\":1,");
      client.send(CLASSIC_LOGIN).until(0);
      assertThat(client.send("what?\0").until(0))
          .startsWith("{\"msgid\":5,\"id\":0,\"name\":\"rookery\"");
    }
  }

  private static void login(TcpClient client) {
    client.send("{\"msgid\":1,\"v\":2,\"device\":\"d\",\"name\":\"bob\",\"password\":\"x\"}");
    assertThat(client.line()).contains("\"code\":0");
  }

  private static void awaitClosed(long id) throws InterruptedException {
    Waiting.forConnection(node.echo.closed, id);
  }
}
