package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rookery.server.ChatScenario.befriend;
import static rookery.server.ChatScenario.name;
import static rookery.server.ChatScenario.sync;
import static rookery.server.TwoNodes.until;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.AccountMessages.Pong;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ErrorCode;
import rookery.protocol.RosterMessages.Presence;
import rookery.protocol.ServerMessage;
import rookery.server.redis.RedisTimes;

/// A node without its database: its clients go where it is, or stay where it is nowhere.
final class LostDatabaseIT {
  private TwoNodes nodes;

  @BeforeEach
  void start() {
    nodes = new TwoNodes(RedisTimes.DEFAULT);
  }

  @AfterEach
  void stop() {
    nodes.close();
  }

  private ScriptedClient onOne() {
    return ScriptedClient.tcp(nodes.one.tcp());
  }

  private ScriptedClient onTwo() {
    return ScriptedClient.tcp(nodes.two.tcp());
  }

  @Test
  void clientsGoToTheOtherNodeAndComeBack() {
    String name = name("bob");
    try (ScriptedClient ann = onOne().register(name("ann"));
        ScriptedClient bob = onTwo().register(name);
        ScriptedClient browser = ScriptedClient.webSocket(nodes.two.http())) {
      browser.send(new Ping(), 1);
      browser.await(Pong.class);
      befriend(ann, bob);
      until("ann sees him", () -> sync(ann, 0).online().contains(bob.id));
      nodes.wayToStore.cut();
      assertBye(bob.await(Bye.class));
      assertThat(nodes.two.ready()).isFalse();
      until("he counts as gone", () -> !sync(ann, 0).online().contains(bob.id));
      assertBye(browser.await(Bye.class));

      try (ScriptedClient late = onTwo()) {
        late.send(new Ping(), 1);
        assertBye(late.await(message -> !(message instanceof Pong)));
      }
      assertThatThrownBy(() -> ScriptedClient.webSocket(nodes.two.http()))
          .hasMessageContaining("WebSocketHandshakeException");

      try (ScriptedClient again = onOne().login(name)) {
        ann.say(again.id, "c-1", "still here?");
        assertThat(again.await(DirectPosted.class).msg()).isEqualTo("still here?");
      }
      nodes.wayToStore.mend();
      until("node two serves again", () -> ScriptedClient.letsIn(nodes.two.tcp(), name));
      try (ScriptedClient back = onTwo().login(name)) {
        Stored stored = ann.say(back.id, "c-2", "and now?");
        back.awaitEntry(stored.conv(), stored.seq());
      }
    }
  }

  @Test
  void clientsOfANodeThatIsCutOffFromEverythingGoElsewhere() {
    String name = name("bob");
    try (ScriptedClient ann = onOne().register(name("ann"));
        ScriptedClient bob = onTwo().register(name)) {
      befriend(ann, bob);
      nodes.way.cut();
      nodes.wayToStore.cut();
      assertBye(bob.await(Bye.class));
      try (ScriptedClient again = onOne().login(name)) {
        ann.say(again.id, "c-1", "still here?");
        assertThat(again.await(DirectPosted.class).msg()).isEqualTo("still here?");
      }
      nodes.way.mend();
      nodes.wayToStore.mend();
      until("node two serves again", () -> ScriptedClient.letsIn(nodes.two.tcp(), name));
    }
  }

  private static void assertBye(ServerMessage message) {
    assertThat(message)
        .isInstanceOfSatisfying(
            Bye.class,
            bye -> {
              assertThat(bye.code()).isEqualTo(ErrorCode.TRY_AGAIN);
              assertThat(bye.retryMs()).isBetween(1, 5_000);
            });
  }

  @Test
  void classicClientIsToldInWordsAndMayLogInElsewhere() throws IOException {
    try (ClassicClient li = new ClassicClient(nodes.two.tcp());
        ClassicClient zhang = new ClassicClient(nodes.two.tcp());
        ClassicClient elsewhere = new ClassicClient(nodes.one.tcp())) {
      int other = zhang.register(name("zhang"));
      int id = li.register(name("li"));
      li.login(id);
      until("the other node knows", () -> elsewhere.errno(id) == 2);
      nodes.wayToStore.cut();
      // Under way, so that his connection is not read.
      li.send("{\"msgid\":5,\"to\":" + other + ",\"msg\":\"hello\"}");
      JsonNode notice = li.recv();
      assertThat(notice.path("id").asInt(-1)).isZero();
      assertThat(notice.path("msg").asText()).contains("database", "connect again");
      li.awaitEnd();

      JsonNode refused = zhang.login(id);
      assertThat(refused.path("errno").asInt()).isEqualTo(1);
      assertThat(refused.path("errmsg").asText()).contains("connect again");
      zhang.awaitEnd();
      until("the other node lets him in", () -> elsewhere.errno(id) == 0);
    }
  }

  /// Each time is told after 1.5 s: three take longer than the patience of a node.
  private static void assertRefused(ScriptedClient ann, ScriptedClient bob, int times) {
    for (int i = 0; i < times; i++) {
      ann.send(new SendDirect("c", bob.id, "hello"), 100 + i);
      bob.send(new SendDirect("d", ann.id, "hello"), 100 + i);
      assertThat(ann.result(100 + i).code()).isEqualTo(ErrorCode.TRY_AGAIN);
      assertThat(bob.result(100 + i).code()).isEqualTo(ErrorCode.TRY_AGAIN);
    }
    assertThat(ann.heard(Bye.class) || bob.heard(Bye.class)).isFalse();
  }

  @Test
  void whereTheDatabaseIsNowhereClientsStayAndAreToldToTryAgain() {
    try (ScriptedClient ann = onOne().register(name("ann"));
        ScriptedClient bob = onTwo().register(name("bob"))) {
      ScriptedClient eve = onTwo().register(name("eve"));
      befriend(ann, bob);
      befriend(ann, eve);
      until("ann sees eve", () -> sync(ann, 0).online().contains(eve.id));
      nodes.store.kill();
      eve.close();
      assertRefused(ann, bob, 4);
      nodes.store.restart();
      until("it is taken", () -> ann.result(new SendDirect("c", bob.id, "hello")).code() == 0);
      assertThat(bob.await(DirectPosted.class).cmid()).isEqualTo("c");
      ann.await(message -> message.equals(Presence.of(eve.id, false)));
      assertThat(ann.heard(Bye.class) || bob.heard(Bye.class)).isFalse();
    }
  }

  @Test
  void whereTheDatabaseStandsStillForAllClientsStay() {
    try (ScriptedClient ann = onOne().register(name("ann"));
        ScriptedClient bob = onTwo().register(name("bob"))) {
      befriend(ann, bob);
      nodes.store.stall();
      assertRefused(ann, bob, 5);
      nodes.store.goOn();
      until("it is taken", () -> ann.result(new SendDirect("c", bob.id, "hello")).code() == 0);
      assertThat(ann.heard(Bye.class) || bob.heard(Bye.class)).isFalse();
    }
  }
}
