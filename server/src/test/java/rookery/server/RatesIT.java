package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Logout;
import rookery.protocol.AccountMessages.Register;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ErrorCode;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.Result;
import rookery.protocol.RosterMessages.Find;
import rookery.protocol.SelfMessages.ChangePassword;
import rookery.protocol.TouchMessages.React;
import rookery.server.db.DatabaseSettings;
import rookery.server.limit.LimitSettings;
import rookery.server.limit.MovedClock;
import rookery.server.limit.Networks;
import rookery.server.limit.Rate;

/// What comes too fast, on a whole node.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class RatesIT {
  private static final Rate FEW = Rate.parse("20/1h");
  private static final int FLOOD = 60;
  private static final String PROXY = "PROXY TCP4 203.0.113.%d 127.0.0.1 40000 7700\r";

  @TempDir private Path folder;
  private final MovedClock clock = new MovedClock();

  @Test
  void floodIsRefusedAndKeepsItsOrderWhenItComesAgain() {
    try (TestNode node = node(users(FEW), clock);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp()).register("ann");
        ScriptedClient bob = ScriptedClient.tcp(node.tcp()).register("bob")) {
      ChatScenario.befriend(ann, bob);
      for (int i = 0; i < FLOOD; i++) {
        ann.send(text(bob, i), 1_000 + i);
      }
      List<Integer> refused = new ArrayList<>();
      for (int i = 0; i < FLOOD; i++) {
        long rid = 1_000 + i;
        Result result =
            (Result) ann.await(m -> m instanceof Result r && Long.valueOf(rid).equals(r.rid()));
        if (result.code() != ErrorCode.OK) {
          assertThat(result.code()).isEqualTo(ErrorCode.SLOW_DOWN);
          assertThat(result.retryMs()).isPositive();
          assertThat(result.cmid()).isEqualTo("c-" + i);
          refused.add(i);
        }
      }
      assertThat(refused).as("what came first was taken").doesNotContain(0).hasSizeGreaterThan(20);
      clock.move(Duration.ofHours(1));
      assertThat(ann.result(text(bob, FLOOD)).code())
          .as("there is room again, but the refused ones go first")
          .isEqualTo(ErrorCode.SLOW_DOWN);
      refused.add(FLOOD);
      for (int i : refused) {
        clock.move(Duration.ofHours(1));
        assertThat(ann.result(text(bob, i)).code()).as("text " + i).isEqualTo(ErrorCode.OK);
      }
      for (int i = 0; i <= FLOOD; i++) {
        assertThat(bob.await(DirectPosted.class).cmid()).isEqualTo("c-" + i);
      }
    }
  }

  @Test
  void refusalHoldsUpItsOwnConversationAlone() {
    try (TestNode node = node(users(FEW), clock);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp()).register("ann");
        ScriptedClient bob = ScriptedClient.tcp(node.tcp()).register("bob");
        ScriptedClient dan = ScriptedClient.tcp(node.tcp()).register("dan")) {
      ChatScenario.befriend(ann, bob);
      ChatScenario.befriend(ann, dan);
      int group = ann.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class).groupid();
      long danConv = ann.say(dan.id, "d-0", "hi").conv();
      assertThat(ann.result(new SendGroup("g-2", group, "hi")).code()).isZero();
      int next = 0;
      while (ann.result(text(bob, next)).code() == ErrorCode.OK) {
        next++;
      }
      clock.move(Duration.ofHours(1));

      assertThat(ann.say(dan.id, "d-1", "you hear me").conv()).isEqualTo(danConv);
      assertThat(ann.result(new SendGroup("g-3", group, "all hear me")).code()).isZero();
      assertThat(ann.result(new React("d-2", danConv, 2L, "👍", true)).code()).isZero();
      assertThat(ann.result(text(bob, next + 1)).code())
          .as("behind the one that was refused")
          .isEqualTo(ErrorCode.SLOW_DOWN);
      assertThat(ann.result(text(bob, next)).code()).isZero();
      assertThat(ann.result(text(bob, next + 1)).code()).isZero();
    }
  }

  @Test
  void othersDoNotNotice() {
    try (TestNode node = node(users(FEW), clock);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp()).register("ann");
        ScriptedClient bob = ScriptedClient.tcp(node.tcp()).register("bob")) {
      ChatScenario.befriend(ann, bob);
      int refused = 0;
      for (int i = 0; i < FLOOD; i++) {
        refused += ann.result(new Find("bo", 20)).code() == ErrorCode.SLOW_DOWN ? 1 : 0;
      }
      assertThat(refused).isGreaterThan(20);
      bob.say(ann.id, "b-1", "all well here");
      assertThat(ann.await(DirectPosted.class).msg()).isEqualTo("all well here");
    }
  }

  @Test
  void classicIsSlowedDownAndNeverRefused() throws IOException {
    LimitSettings slow = users(Rate.parse("40/1s"));
    try (TestNode node = node(slow, Clock.systemUTC());
        ClassicClient ann = new ClassicClient(node.tcp());
        ClassicClient bob = new ClassicClient(node.tcp())) {
      int annId = ann.register("ann");
      int bobId = bob.register("bob");
      ann.login(annId);
      bob.login(bobId);
      ann.send("{\"msgid\":6,\"friendid\":" + bobId + "}");
      ann.register("barrier"); // answered behind the request
      bob.send("{\"msgid\":6,\"friendid\":" + annId + "}");
      bob.register("barrier2");
      for (int i = 0; i < 2 * FLOOD; i++) {
        ann.send("{\"msgid\":5,\"to\":" + bobId + ",\"msg\":\"text " + i + "\"}");
      }
      int next = 0;
      while (next < 2 * FLOOD) {
        String text = bob.recv().path("msg").asText();
        if (text.startsWith("text ")) {
          assertThat(text).isEqualTo("text " + next);
          next++;
        }
      }
    }
  }

  @Test
  void registrationsOfAnAddressAreBounded() {
    try (TestNode node = node(logins(Rate.NONE, Rate.parse("2/1h")), clock)) {
      assertThat(registers(node, 1, "a1").code()).isZero();
      assertThat(registers(node, 1, "a2").code()).isZero();
      Registered third = registers(node, 1, "a3");
      assertThat(third.code()).isEqualTo(ErrorCode.SLOW_DOWN);
      assertThat(third.retryMs()).isEqualTo(30 * 60 * 1_000);
      assertThat(registers(node, 2, "a3").code()).as("from another address").isZero();
      for (int i = 0; i < 5; i++) {
        try (ScriptedClient here = ScriptedClient.tcp(node.tcp())) {
          here.register("local" + i);
        }
      }
      clock.move(Duration.ofMinutes(30));
      assertThat(registers(node, 1, "a4").code()).isZero();
    }
  }

  @Test
  void loginsOfAnAddressAreBoundedButNotThoseByToken() {
    try (TestNode node = node(logins(Rate.parse("2/1h"), Rate.NONE), clock);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp()).register("ann")) {
      assertThat(logsIn(node, byPassword("ann")).code()).isZero();
      assertThat(logsIn(node, byPassword("ann")).code()).isZero();
      LoggedIn third = logsIn(node, byPassword("ann"));
      assertThat(third.code()).isEqualTo(ErrorCode.SLOW_DOWN);
      assertThat(third.retryMs()).isPositive();
      Login byToken = new Login(null, null, null, ann.token, ScriptedClient.device("ann"));
      assertThat(logsIn(node, byToken).code()).isZero();
    }
  }

  @Test
  void guessesOfStrangersAreSlowedDownAndTheOwnerGetsIn() {
    try (TestNode node = node(users(Rate.NONE), clock);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp()).register("ann")) {
      for (String name : List.of("ann", "nobody at all")) {
        for (int i = 0; i < 10; i++) {
          assertThat(logsIn(node, wrong(name)).code()).isEqualTo(ErrorCode.NOT_SIGNED_IN);
        }
        LoggedIn held = logsIn(node, wrong(name));
        assertThat(held.code()).isEqualTo(ErrorCode.SLOW_DOWN);
        assertThat(held.retryMs()).isEqualTo(1_000);
      }
      assertThat(logsIn(node, byPassword("ann")).code())
          .as("the right one waits as well: else the answer would tell")
          .isEqualTo(ErrorCode.SLOW_DOWN);
      String own = ScriptedClient.device("ann");
      assertThat(logsIn(node, new Login(null, null, null, ann.token, own)).code()).isZero();
      Login fromOwnDevice = new Login(null, "ann", "password of ann", null, own);
      assertThat(logsIn(node, fromOwnDevice).code()).as("from his own device").isZero();
      clock.move(Duration.ofSeconds(1));
      assertThat(logsIn(node, byPassword("ann")).code()).as("after the wait").isZero();
    }
  }

  @Test
  void guessesOfWhoSitsAtAnOpenSessionAreSlowedDownToo() {
    try (TestNode node = node(users(Rate.NONE), clock);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp()).register("ann")) {
      ChangePassword guess = new ChangePassword("not the password", "another password");
      for (int i = 0; i < 10; i++) {
        assertThat(ann.result(guess).code()).isEqualTo(ErrorCode.FORBIDDEN);
      }
      Result held = ann.result(guess);
      assertThat(held.code()).isEqualTo(ErrorCode.SLOW_DOWN);
      assertThat(held.retryMs()).isEqualTo(1_000);
      clock.move(Duration.ofSeconds(1));
      ChangePassword right = new ChangePassword("password of ann", "another password");
      assertThat(ann.result(right).code()).isZero();
    }
  }

  @Test
  void operatorsAreToldWhatLimitsHeldUp() {
    LimitSettings few =
        new LimitSettings(
            Rate.parse("20/1s"),
            Rate.NONE,
            FEW,
            Rate.NONE,
            Rate.NONE,
            Rate.NONE,
            Rate.parse("2/1h"),
            Rate.NONE,
            1,
            0,
            0,
            Networks.LOOPBACK);
    try (TestNode node = node(few, clock);
        ScriptedClient ann = ScriptedClient.tcp(node.tcp()).register("ann");
        ScriptedClient other = ScriptedClient.tcp(node.tcp())) {
      int ofUser = 0;
      for (int i = 0; i < FLOOD; i++) {
        ann.send(new Find("bo", 20), 1_000 + i);
      }
      for (int i = 0; i < FLOOD; i++) {
        long rid = 1_000 + i;
        Result result =
            (Result) ann.await(m -> m instanceof Result r && Long.valueOf(rid).equals(r.rid()));
        ofUser += result.code() == ErrorCode.SLOW_DOWN ? 1 : 0;
      }
      assertThat(((LoggedIn) other.ask(byPassword("ann"))).code()).isEqualTo(ErrorCode.SLOW_DOWN);
      for (int i = 0; i < 3; i++) {
        logsIn(node, wrong("nobody"));
      }
      for (int i = 0; i < 11; i++) {
        other.ask(wrong("nobody at all"));
      }
      String numbers = node.numbers();
      assertThat(refusals(numbers, "user")).isEqualTo(ofUser + 1);
      assertThat(refusals(numbers, "address")).isEqualTo(1);
      assertThat(refusals(numbers, "password")).isEqualTo(1);
      assertThat(refusals(numbers, "connection")).isPositive();
    }
  }

  private static int refusals(String numbers, String limit) {
    return numbers
        .lines()
        .filter(line -> line.startsWith("rookery_refusals_total{"))
        .filter(line -> line.contains("limit=\"" + limit + "\""))
        .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static Login wrong(String name) {
    return new Login(null, name, "not the password", null, "d-other");
  }

  @Test
  void sessionsOfAUserAreBounded() {
    LimitSettings two = settings(Rate.NONE, Rate.NONE, Rate.NONE, 2);
    try (TestNode node = node(two, clock);
        ScriptedClient first = ScriptedClient.tcp(node.tcp()).register("ann");
        ScriptedClient second = ScriptedClient.tcp(node.tcp()).login("ann", "d-2");
        ScriptedClient third = ScriptedClient.tcp(node.tcp())) {
      LoggedIn full = (LoggedIn) third.ask(byPassword("ann"));
      assertThat(full.code()).isEqualTo(ErrorCode.SLOW_DOWN);
      assertThat(full.errmsg()).contains("close other clients");
      assertThat(second.result(new Logout()).code()).isZero();
      assertThat(first.result(new Find("an", 20)).code()).isZero();
      third.login("ann", "d-3");
    }
  }

  private static SendDirect text(ScriptedClient to, int i) {
    return new SendDirect("c-" + i, to.id, "text " + i);
  }

  private static Login byPassword(String name) {
    return new Login(null, name, "password of " + name, null, "d-other");
  }

  private static Registered registers(TestNode node, int address, String name) {
    try (ScriptedClient client = ScriptedClient.tcp(node.tcp())) {
      client.sendText(PROXY.formatted(address));
      return (Registered) client.ask(new Register(name, "password of " + name));
    }
  }

  private static LoggedIn logsIn(TestNode node, Login login) {
    try (ScriptedClient client = ScriptedClient.tcp(node.tcp())) {
      client.sendText(PROXY.formatted(1));
      return (LoggedIn) client.ask(login);
    }
  }

  private TestNode node(LimitSettings limits, Clock clock) {
    return new TestNode(new DatabaseSettings(folder.resolve("record").toString()), limits, clock);
  }

  private static LimitSettings users(Rate messages) {
    return settings(messages, Rate.NONE, Rate.NONE, 0);
  }

  private static LimitSettings logins(Rate logins, Rate registrations) {
    return settings(Rate.NONE, logins, registrations, 0);
  }

  private static LimitSettings settings(
      Rate userMessages, Rate logins, Rate registrations, int userSessions) {
    return new LimitSettings(
        Rate.NONE,
        Rate.NONE,
        userMessages,
        Rate.NONE,
        Rate.NONE,
        Rate.NONE,
        logins,
        registrations,
        userSessions,
        0,
        0,
        Networks.LOOPBACK);
  }
}
