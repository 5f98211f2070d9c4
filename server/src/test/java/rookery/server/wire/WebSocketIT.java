package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// WebSockets with a client that keeps the rules.
final class WebSocketIT {
  private static final String PING = "{\"msgid\":12,\"v\":2,\"rid\":%d}";
  private static final String PONG = "{\"msgid\":13,\"rid\":%d,\"ts\":1}";

  private static EchoNode node;
  private static HttpClient http;

  @BeforeAll
  static void start() {
    node = new EchoNode();
    http = HttpClient.newHttpClient();
  }

  @AfterAll
  static void stop() {
    http.close();
    node.close();
  }

  @Test
  void textMessageIsOneObject() throws InterruptedException {
    Client client = new Client();
    client.send(PING.formatted(1));
    assertThat(client.next()).isEqualTo(PONG.formatted(1));
    client.close();
  }

  @Test
  void manyMessagesAreAnsweredInOrder() throws InterruptedException {
    Client client = new Client();
    for (int i = 0; i < 500; i++) {
      client.send(PING.formatted(i));
    }
    for (int i = 0; i < 500; i++) {
      assertThat(client.next()).isEqualTo(PONG.formatted(i));
    }
    client.close();
  }

  @Test
  void fragmentsAreOneMessage() throws InterruptedException {
    Client client = new Client();
    client.socket.sendText("{\"msgid\":12,", false).join();
    client.socket.sendText("\"v\":2,\"rid\"", false).join();
    client.socket.sendText(":4}", true).join();
    assertThat(client.next()).isEqualTo(PONG.formatted(4));
    client.close();
  }

  @Test
  void malformedIsAnsweredAndTheNextMessageIsRead() throws InterruptedException {
    Client client = new Client();
    client.send(PING.formatted(1));
    client.next();
    for (String broken : new String[] {"{\"msgid\":", "{}{}", "[]", "x", ""}) {
      client.send(broken);
      assertThat(client.next()).contains("\"code\":400");
    }
    client.send(PING.formatted(2));
    assertThat(client.next()).isEqualTo(PONG.formatted(2));
    client.close();
  }

  @Test
  void pingOfTheWebSocketIsAnswered() throws InterruptedException {
    Client client = new Client();
    client.socket.sendPing(ByteBuffer.wrap(new byte[] {1, 2, 3})).join();
    assertThat(client.next()).isEqualTo("pong 3");
    client.close();
  }

  @Test
  void closeIsSaidBackWithItsCode() throws InterruptedException {
    Client client = new Client();
    client.send(PING.formatted(1));
    client.next();
    client.socket.sendClose(4321, "enough").join();
    assertThat(client.next()).isEqualTo("closed 4321");
  }

  @Test
  void tooDeepIsAnsweredAndClosed() throws InterruptedException {
    Client client = new Client();
    client.send(PING.formatted(1));
    client.next();
    client.send("{\"x\":" + "[".repeat(16) + "]".repeat(16) + "}");
    assertThat(client.next()).contains("\"code\":413");
    assertThat(client.next()).isEqualTo("closed 1009");
  }

  @Test
  void unknownSubprotocolIsRefused() {
    Assertions.assertThatThrownBy(() ->
            http.newWebSocketBuilder()
                .subprotocols("chat")
                .buildAsync(uri("/ws"), new WebSocket.Listener() {})
                .join())
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }

  @Test
  void otherPathIsRefused() {
    Assertions.assertThatThrownBy(() ->
            http.newWebSocketBuilder()
                .buildAsync(uri("/other"), new WebSocket.Listener() {})
                .join())
        .hasCauseInstanceOf(WebSocketHandshakeException.class);
  }

  private static URI uri(String path) {
    return URI.create("ws://127.0.0.1:" + node.listeners.port("http") + path);
  }

  /// Gathers what comes.
  private static final class Client implements WebSocket.Listener {
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket = http.newWebSocketBuilder().buildAsync(uri("/ws"), this).join();

    void send(String text) {
      socket.sendText(text, true).join();
    }

    String next() throws InterruptedException {
      return Waiting.forNext(events);
    }

    void close() throws InterruptedException {
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
      assertThat(next()).isEqualTo("closed 1000");
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        events.add(part.toString());
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
      events.add("pong " + message.remaining());
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      events.add("closed " + code);
      return null;
    }
  }
}
