package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.ChatScenario.befriend;
import static rookery.server.ChatScenario.name;
import static rookery.server.TwoNodes.until;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import rookery.protocol.AccountMessages.Announcement;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Register;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.SyncMessages.History;
import rookery.protocol.SyncMessages.HistoryPage;

/// What the keeper's commands do to who is there, on any store.
interface KeeperScenario {
  TestNode node();

  private ScriptedClient client() {
    return ScriptedClient.tcp(node().tcp());
  }

  private LoggedIn logIn(String name, String password) {
    try (ScriptedClient client = client()) {
      return (LoggedIn) client.ask(new Login(null, name, password, null, "d-probe"));
    }
  }

  private static String lastWord(String text) {
    return text.substring(text.lastIndexOf(' ') + 1);
  }

  @Test
  default void resetPasswordSignsOutEverywhere() {
    String name = name("ann");
    try (ScriptedClient ann = client().register(name)) {
      String password = lastWord(node().keep("reset-password", name));
      assertThat(ann.await(Bye.class).code()).isEqualTo(401);
      assertThat(logIn(name, "password of " + name).code()).isEqualTo(401);
      assertThat(logIn(name, password).code()).isZero();
    }
    assertThat(node().keep("reset-password", "nobody of this name")).startsWith("!There is no");
    assertThat(node().keep("reset-password")).startsWith("!Write:");
    assertThat(node().keep("no-command")).startsWith("!There is no such command");
  }

  @Test
  default void suspendedUserIsKeptOutUntilHeIsRestored() {
    String name = name("ann");
    String password = "password of " + name;
    try (ScriptedClient ann = client().register(name)) {
      assertThat(node().keep("suspend", String.valueOf(ann.id))).contains("is suspended");
      assertThat(ann.await(Bye.class).code()).isEqualTo(401);
      assertThat(node().keep("suspend", name)).startsWith("!");
      assertThat(logIn(name, "not it").code()).as("whoever does not know it").isEqualTo(401);
      LoggedIn refused = logIn(name, password);
      assertThat(refused.code()).isEqualTo(403);
      assertThat(refused.errmsg()).contains("suspended");
      try (ScriptedClient again = client()) {
        LoggedIn resumed =
            (LoggedIn)
                again.ask(new Login(null, null, null, ann.token, ScriptedClient.device(name)));
        assertThat(resumed.code()).isEqualTo(401);
      }
      assertThat(node().keep("restore", name)).contains("may log in");
      assertThat(logIn(name, password).code()).isZero();
    }
  }

  @Test
  default void erasedAccountIsGoneWithItsWords() {
    String name = name("ann");
    try (ScriptedClient ann = client().register(name);
        ScriptedClient bob = client().register(name("bob"))) {
      befriend(ann, bob);
      long conv = ann.say(bob.id, "c-1", "my words").conv();
      assertThat(node().keep("erase", name("nobody"), "--yes")).startsWith("!There is no user");
      assertThat(node().keep("erase", name)).startsWith("!").contains(name, "--yes");
      assertThat(node().keep("erase", name, "-y")).startsWith("!");
      assertThat(logIn(name, "password of " + name).code()).as("nothing was done").isZero();
      assertThat(node().keep("suspend", name)).contains("suspended");

      assertThat(node().keep("erase", name, "--yes")).contains("is gone");

      assertThat(ann.await(Bye.class).code()).isEqualTo(401);
      assertThat(logIn(name, "password of " + name).code()).isEqualTo(401);
      assertThat(node().keep("erase", String.valueOf(ann.id), "--yes")).startsWith("!");
      until(
          "the words are gone",
          () ->
              bob.reply(new History(conv, null, 10), HistoryPage.class).entries().stream()
                  .noneMatch(e -> e instanceof DirectPosted p && !p.msg().isEmpty()));
    }
  }

  @Test
  default void registrationMayTakeACodeOrBeClosed() {
    try (ScriptedClient someone = client()) {
      assertThat(node().keep("registration", "nonsense")).startsWith("!");
      assertThat(node().keep("registration", "closed")).startsWith("Nobody");
      assertThat(register(someone, name("ann"), null)).isEqualTo(403);
      assertThat(node().keep("registration", "invitation")).startsWith("Who has a code");
      assertThat(register(someone, name("ann"), null)).isEqualTo(403);
      assertThat(register(someone, name("ann"), "none")).isEqualTo(403);
      String code = lastWord(node().keep("invite", "1"));
      String name = name("ann");
      assertThat(register(someone, name, code)).isZero();
      assertThat(register(someone, name("bob"), code)).as("a second time").isEqualTo(403);
      String other = lastWord(node().keep("invite"));
      assertThat(register(someone, name, other)).as("a name that is taken").isEqualTo(409);
      assertThat(register(someone, name("bob"), other)).as("is no use of it").isZero();
    } finally {
      node().keep("registration", "open");
    }
  }

  private static int register(ScriptedClient client, String name, String code) {
    return ((Registered) client.ask(new Register(name, "long enough", code))).code();
  }

  @Test
  default void announcementReachesEverybody() throws IOException {
    try (ScriptedClient ann = client().register(name("ann"));
        ClassicClient li = new ClassicClient(node().tcp())) {
      li.login(li.register(name("li")));
      assertThat(node().keep("announce", "We rest", "at ten.")).contains("are told");
      assertThat(ann.await(Announcement.class).msg()).isEqualTo("We rest at ten.");
      assertThat(li.recv().path("msg").asText()).isEqualTo("We rest at ten.");
    }
  }

  @Test
  default void botLogsInByItsTokenAlone() {
    String name = name("bot");
    String token = lastWord(node().keep("bot", name));
    try (ScriptedClient bot = client();
        ScriptedClient elsewhere = client();
        ScriptedClient ann = client().register(name("ann"))) {
      LoggedIn ack = (LoggedIn) bot.ask(new Login(null, null, null, token, "d-1"));
      assertThat(ack.code()).isZero();
      bot.id = ack.id();
      LoggedIn second = (LoggedIn) elsewhere.ask(new Login(null, null, null, token, "d-2"));
      assertThat(second.code()).as("from any device").isZero();
      assertThat(logIn(name, "any").code()).isEqualTo(401);
      befriend(bot, ann);
      bot.say(ann.id, "c-1", "beep");
      assertThat(ann.await(DirectPosted.class).msg()).isEqualTo("beep");
      assertThat(node().keep("reset-password", name)).startsWith("!");
      assertThat(node().keep("bot-revoke", name)).contains("no more");
      assertThat(bot.await(Bye.class).code()).isEqualTo(401);
      assertThat(elsewhere.await(Bye.class).code()).isEqualTo(401);
      String next = lastWord(node().keep("bot", name));
      try (ScriptedClient again = client()) {
        assertThat(((LoggedIn) again.ask(new Login(null, null, null, token, "d-1"))).code())
            .isEqualTo(401);
        assertThat(((LoggedIn) again.ask(new Login(null, null, null, next, "d-1"))).code())
            .isZero();
      }
    }
    assertThat(node().keep("bot", name("ann") + "\u0007")).as("a bad name").startsWith("!");
  }

  @Test
  default void seedMakesAccountsWithOnePassword() {
    String name = name("seed");
    assertThat(node().keep("seed", "3", name, "long enough")).startsWith("3 accounts");
    assertThat(node().keep("seed", "4", name, "long enough")).startsWith("1 accounts");
    assertThat(logIn(name + "1", "long enough").code()).isZero();
    assertThat(logIn(name + "4", "long enough").code()).isZero();
    assertThat(node().keep("seed", "none")).startsWith("!");
  }

  @Test
  default void seedSignsADeviceOfEachInAndTellsItsToken() {
    String name = name("seed");
    String[] lines = node().keep("seed", "2", name, "long enough", "d-1").split("\n", -1);
    assertThat(lines).hasSize(2);
    String[] second = lines[1].split("\t", -1);
    assertThat(second[1]).isEqualTo(name + "2");
    try (ScriptedClient client = client()) {
      LoggedIn ack = (LoggedIn) client.ask(new Login(null, null, null, second[3], second[2]));
      assertThat(ack.code()).isZero();
      assertThat(ack.id()).isEqualTo(Integer.parseInt(second[0]));
    }
    assertThat(node().keep("seed", "101", name, "long enough", "d-1")).startsWith("!");
    assertThat(node().keep("seed", "2", name, "long enough", "no token")).startsWith("!");
  }
}
