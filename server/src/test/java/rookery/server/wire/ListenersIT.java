package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The life of the listeners, and what operators see of it.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ListenersIT {
  private static final String HELLO = "{\"msgid\":12,\"v\":2}";

  @Test
  void stopSaysGoodbyeToEachInItsOwnWords() throws InterruptedException {
    EchoNode node = new EchoNode();
    try (TcpClient version2 = node.tcp();
        TcpClient classic = node.tcp();
        WsClient webSocket = new WsClient(node.listeners.port("http"));
        TcpClient handshaking = new TcpClient(node.listeners.port("http"))) {
      version2.send(HELLO).line();
      webSocket.send(WsFrames.text(HELLO)).next();
      classic.send("{\"msgid\":3,\"name\":\"bob\",\"password\":\"x\"}").until(0);
      Thread client =
          Thread.ofVirtual()
              .start(() -> {
                webSocket.next();
                webSocket.next();
                webSocket.send(WsFrames.close(1001, ""));
              });
      long start = System.nanoTime();
      node.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      client.join();

      assertThat(version2.line())
          .startsWith("{\"msgid\":90,\"code\":503,\"errmsg\":\"This server is going down")
          .containsPattern("\"retry_ms\":(1000|[1-9][0-9]{2})}");
      assertThat(version2.read()).isNegative();
      assertThat(classic.read()).isNegative();
      assertThat(handshaking.read()).isNegative();
      assertThat(node.echo.closed).hasSize(3);
      assertThat(node.listeners.running()).isFalse();
      assertThat(node.ended).isEmpty();
    }
  }

  @Test
  void webSocketHearsThatTheServerGoesAway() {
    EchoNode node = new EchoNode();
    WsClient client = new WsClient(node.listeners.port("http"));
    client.send(WsFrames.text(HELLO)).next();
    Thread stopping = Thread.ofVirtual().start(node::close);
    assertThat(client.next()).startsWith("{\"msgid\":90,");
    assertThat(client.next()).isEqualTo("close 1001");
    client.send(WsFrames.close(1001, ""));
    assertThat(client.next()).isEqualTo("end");
    assertThat(stopping).isNotNull();
  }

  @Test
  void whoDoesNotReadDoesNotHoldUpTheStop() throws InterruptedException {
    EchoNode node = new EchoNode();
    try (TcpClient stuck = new TcpClient(node.listeners.port("tcp"), 4_096)) {
      stuck.send(HELLO).line();
      var connection = Waiting.forNext(node.echo.pinged);
      connection.send(Echo.posted(1, "x".repeat(1_500_000)));
      long start = System.nanoTime();
      node.close();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
      assertThat(node.echo.closed).hasSize(1);
    }
  }

  @Test
  void portInUseIsToldWithItsAddress() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var address = new WireConfig.Address("127.0.0.1", taken.getLocalPort());
      var config = new WireConfig(EchoNode.ANY, address, EchoNode.ANY, 10, 10);
      assertThatThrownBy(() -> new EchoNode(config, EchoNode.TIMES))
          .isInstanceOf(ListenException.class)
          .hasMessage("Cannot listen on " + address + " for http: another process listens there.");
    }
  }

  @Test
  void unknownHostIsTold() {
    var address = new WireConfig.Address("no-such-host.invalid", 0);
    var config = new WireConfig(address, EchoNode.ANY, EchoNode.ANY, 10, 10);
    assertThatThrownBy(() -> new EchoNode(config, EchoNode.TIMES))
        .isInstanceOf(ListenException.class)
        .hasMessage("Cannot listen on no-such-host.invalid:0: no such host.");
  }

  @Test
  void operatorsSeeHealthAndMetricsOnTheirOwnPortAlone() throws IOException, InterruptedException {
    HealthCheck down = () -> HealthCheckResponse.builder().status(false).build();
    try (EchoNode node = new EchoNode(EchoNode.CONFIG, EchoNode.TIMES, List.of());
        EchoNode ill = new EchoNode(EchoNode.CONFIG, EchoNode.TIMES, List.of(down));
        HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> ready = get(http, node, "admin", "/observe/health/ready");
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body()).contains("\"listeners\"").contains("UP");
      assertThat(get(http, node, "admin", "/observe/metrics").statusCode()).isEqualTo(200);
      assertThat(get(http, node, "http", "/observe/health").statusCode()).isEqualTo(404);
      assertThat(get(http, ill, "admin", "/observe/health").statusCode()).isEqualTo(503);
      assertThat(node.listeners.running()).isTrue();
    }
  }

  @Test
  void listenerThatEndsIsReportedOnce() throws IOException, InterruptedException {
    BlockingQueue<String> ended = new LinkedBlockingQueue<>();
    ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    try (ListenerWatch watch = new ListenerWatch(Map.of("tcp", address(listener)), ended::add)) {
      watch.start();
      assertThat(watch.allListen()).isTrue();
      listener.close();
      assertThat(Waiting.forNext(ended)).startsWith("The listener tcp on ").endsWith(" has ended.");
      assertThat(watch.allListen()).isFalse();
    }
  }

  private static InetSocketAddress address(ServerSocket socket) {
    return new InetSocketAddress(socket.getInetAddress(), socket.getLocalPort());
  }

  private static HttpResponse<String> get(
      HttpClient http, EchoNode node, String listener, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + node.listeners.port(listener) + path);
    return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
