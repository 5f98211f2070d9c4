package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rookery.server.limit.LimitSettings;
import rookery.server.limit.Networks;
import rookery.server.limit.Rate;

/// More connections than there is room for.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class LimitsIT {
  private static final String HELLO = "{\"msgid\":12,\"v\":2}";
  private static final String PONG = "{\"msgid\":13,\"ts\":1}";
  private static final String LOGIN =
      "{\"msgid\":1,\"v\":2,\"device\":\"d\",\"name\":\"bob\",\"password\":\"x\"}";
  private static final String LOGOUT = "{\"msgid\":10}";

  @Test
  void newcomerGetsAWordAndAllOthersGoOn() throws InterruptedException {
    try (EchoNode node = node(3, 3)) {
      List<TcpClient> inside = List.of(node.tcp(), node.tcp(), node.tcp());
      inside.forEach(LimitsIT::ping);
      for (int i = 0; i < 20; i++) {
        try (TcpClient newcomer = node.tcp()) {
          assertThat(newcomer.line())
              .startsWith("{\"msgid\":90,\"code\":503,")
              .contains("retry_ms");
          assertThat(newcomer.read()).isNegative();
        }
      }
      try (TcpClient browser = new TcpClient(node.listeners.port("http"))) {
        assertThat(browser.line()).startsWith("HTTP/1.1 503");
      }
      inside.forEach(LimitsIT::ping);
      assertThat(node.listeners.running()).isTrue();
      assertThat(node.listeners.traffic().refused()).isEqualTo(21);

      inside.getFirst().close();
      Waiting.forNext(node.echo.closed);
      ping(enter(node));
      inside.forEach(TcpClient::close);
    }
  }

  @Test
  void oldestWithNobodySignedInGoesFirst() {
    try (EchoNode node = node(100, 2);
        TcpClient signedIn = node.tcp()) {
      signedIn.send(LOGIN).line();
      try (TcpClient oldest = enter(node);
          TcpClient older = enter(node);
          TcpClient newest = enter(node)) {
        assertThat(oldest.line()).startsWith("{\"msgid\":90,\"code\":503,");
        assertThat(oldest.read()).isNegative();
        ping(older);
        ping(newest);
        ping(signedIn);
      }
    }
  }

  @Test
  void whoSignsOutIsTheNewestOfThoseThatWait() {
    try (EchoNode node = node(100, 2);
        TcpClient first = node.tcp()) {
      first.send(LOGIN).line();
      try (TcpClient second = enter(node);
          TcpClient third = enter(node)) {
        first.send(LOGOUT);
        assertThat(second.line()).startsWith("{\"msgid\":90,");
        ping(third);
      }
    }
  }

  @Test
  void webSocketsAndTheirHandshakesCountToo() {
    try (EchoNode node = node(100, 2);
        TcpClient silent = silent(node);
        WsClient webSocket = new WsClient(node.listeners.port("http"))) {
      webSocket.send(WsFrames.text(HELLO));
      assertThat(webSocket.next()).isEqualTo(PONG);
      try (TcpClient third = node.tcp()) {
        ping(third);
        silent.awaitEnd();
        try (TcpClient fourth = node.tcp()) {
          ping(fourth);
          assertThat(webSocket.next()).startsWith("{\"msgid\":90,");
          assertThat(webSocket.next()).isEqualTo("close 1001");
        }
      }
    }
  }

  @Test
  void placesComeBackHoweverConnectionsEnd() throws InterruptedException {
    try (EchoNode node = node(8, 8)) {
      for (int round = 0; round < 20; round++) {
        List<TcpClient> clients = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          clients.add(enter(node));
          ping(clients.getLast());
        }
        clients.get(0).close();
        clients.get(1).reset();
        clients.get(2).finishSending();
        clients.get(3).send("{\"msgid\":12,\"x\":\"" + "x".repeat(70_000)).awaitEnd();
        for (int i = 0; i < 4; i++) {
          Waiting.forNext(node.echo.closed);
        }
        clients.forEach(TcpClient::close);
      }
      assertThat(node.echo.closed).isEmpty();
    }
  }

  @Test
  void oneAddressHasItsShareAndOthersStillGetIn() {
    try (EchoNode node = shares(2, 0)) {
      try (TcpClient first = enterFrom(node, 1);
          TcpClient second = enterFrom(node, 1);
          TcpClient third = from(node, 1).sendOrLeave(HELLO);
          TcpClient other = from(node, 2);
          TcpClient here = node.tcp()) {
        assertThat(third.line()).startsWith("{\"msgid\":90,\"code\":503,").contains("address");
        assertThat(third.read()).isNegative();
        ping(first);
        ping(second);
        ping(other);
        ping(here);
        try (WsClient webSocket = new WsClient(node.listeners.port("http"), "203.0.113.1")) {
          assertThat(webSocket.next()).startsWith("{\"msgid\":90,\"code\":503,");
          assertThat(webSocket.next()).isEqualTo("close 1013");
        }
      }
      enterFrom(node, 1).close();
    }
  }

  @Test
  void oldestOfItsAddressWithNobodySignedInGoesFirst() {
    try (EchoNode node = shares(0, 2);
        TcpClient other = from(node, 2);
        TcpClient signedIn = from(node, 1)) {
      ping(other);
      signedIn.send(LOGIN).line();
      try (TcpClient oldest = from(node, 1).send(HELLO)) {
        assertThat(oldest.line()).isEqualTo(PONG);
        try (TcpClient older = from(node, 1).send(HELLO);
            TcpClient newest = from(node, 1).send(HELLO)) {
          assertThat(oldest.line()).startsWith("{\"msgid\":90,\"code\":503,");
          assertThat(oldest.read()).isNegative();
          assertThat(older.line()).isEqualTo(PONG);
          assertThat(newest.line()).isEqualTo(PONG);
          ping(signedIn);
          ping(other);
        }
      }
    }
  }

  @Test
  void whoSendsTooMuchIsReadSlowlyAndLosesNothing() {
    LimitSettings slow = share(Rate.parse("50/1s"), Rate.parse("4000/1s"), 0, 0);
    try (EchoNode node = node(slow);
        TcpClient client = node.tcp()) {
      client.send(HELLO.repeat(200));
      for (int i = 0; i < 200; i++) {
        assertThat(client.line()).isEqualTo(PONG);
      }
    }
  }

  private static TcpClient from(EchoNode node, int address) {
    return node.tcp().send("PROXY TCP4 203.0.113." + address + " 127.0.0.1 40000 7700\r\n");
  }

  private static TcpClient enterFrom(EchoNode node, int address) {
    while (true) {
      TcpClient client = from(node, address).sendOrLeave(HELLO);
      if (client.line().equals(PONG)) {
        return client;
      }
      client.close();
    }
  }

  private static EchoNode shares(int connections, int notSignedIn) {
    return node(share(Rate.NONE, Rate.NONE, connections, notSignedIn));
  }

  private static EchoNode node(LimitSettings limits) {
    WireConfig.Address any = EchoNode.ANY;
    return new EchoNode(
        new WireConfig(any, any, any, 100, 100, TrustedProxies.LOOPBACK, limits), EchoNode.TIMES);
  }

  private static LimitSettings share(
      Rate messages, Rate bytes, int addressConnections, int addressNotSignedIn) {
    return new LimitSettings(
        messages,
        bytes,
        Rate.NONE,
        Rate.NONE,
        Rate.NONE,
        Rate.NONE,
        Rate.NONE,
        Rate.NONE,
        0,
        addressConnections,
        addressNotSignedIn,
        Networks.LOOPBACK);
  }

  /// One that has been let in, and shakes no hands.
  private static TcpClient silent(EchoNode node) {
    TcpClient client = new TcpClient(node.listeners.port("http"));
    assertThat(client.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").line())
        .startsWith("HTTP/1.1 404");
    return client;
  }

  /// The place of one that has ended comes free a moment after the dispatcher was told.
  private static TcpClient enter(EchoNode node) {
    while (true) {
      TcpClient client = node.tcp();
      if (client.send(HELLO).line().equals(PONG)) {
        return client;
      }
      client.close();
    }
  }

  private static void ping(TcpClient client) {
    assertThat(client.send(HELLO).line()).isEqualTo(PONG);
  }

  private static EchoNode node(int connections, int notSignedIn) {
    WireConfig.Address any = EchoNode.ANY;
    return new EchoNode(new WireConfig(any, any, any, connections, notSignedIn), EchoNode.TIMES);
  }
}
