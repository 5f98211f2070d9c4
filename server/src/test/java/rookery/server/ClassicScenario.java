package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.RosterMessages.AcceptFriend;
import rookery.protocol.RosterMessages.Find;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.RosterMessages.FriendEvent;

/// The classic form, byte for byte as its client reads it, on any store.
interface ClassicScenario {
  TestNode node();

  default ClassicClient classic() throws IOException {
    return new ClassicClient(node().tcp());
  }

  private static String unique(String base) {
    return ChatScenario.name(base);
  }

  /// Two requests that cross; each is in the server's hands before the next.
  private static void befriend(ClassicClient one, int idOne, ClassicClient other, int idOther)
      throws IOException {
    one.send("{\"msgid\":6,\"id\":" + idOne + ",\"friendid\":" + idOther + "}");
    one.register(unique("barrier"));
    other.send("{\"msgid\":6,\"id\":" + idOther + ",\"friendid\":" + idOne + "}");
    other.register(unique("barrier"));
  }

  @Test
  default void registersLogsInAndChats() throws IOException {
    try (ClassicClient li = classic();
        ClassicClient zhang = classic()) {
      int liId = li.register(unique("li"));
      String zhangName = unique("zhang");
      int zhangId = zhang.register(zhangName);
      JsonNode ack = li.login(liId);
      assertThat(ack.path("errno").asInt(-1)).isZero();
      assertThat(ack.path("id").asInt()).isEqualTo(liId);
      assertThat(ack.has("friends")).as("empty lists are absent").isFalse();
      assertThat(ack.has("groups")).isFalse();
      assertThat(ack.has("offlinemsg")).isFalse();
      zhang.login(zhangId);
      befriend(li, liId, zhang, zhangId);
      // Another's id, name and time are not believed.
      zhang.send(
          "{\"msgid\":5,\"id\":"
              + liId
              + ",\"name\":\"li\",\"to\":"
              + liId
              + ",\"msg\":\"你好\",\"time\":\"1999-01-01 00:00:00\"}");
      JsonNode text = li.recv();
      assertThat(text.path("msgid").asInt()).isEqualTo(5);
      assertThat(text.path("id").asInt()).isEqualTo(zhangId);
      assertThat(text.path("name").asText()).isEqualTo(zhangName);
      assertThat(text.path("to").asInt()).isEqualTo(liId);
      assertThat(text.path("msg").asText()).isEqualTo("你好");
      assertThat(text.path("time").asText())
          .matches("20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d")
          .doesNotStartWith("1999");
      zhang.register(unique("barrier"));
    }
  }

  @Test
  default void severalObjectsInOneSegmentAndOneInMany() throws IOException {
    try (ClassicClient li = classic()) {
      String first = "{\"msgid\":3,\"name\":\"" + unique("a") + "\",\"password\":\"1\"}";
      String second = "{\"msgid\":3,\"name\":\"" + unique("b") + "\",\"password\":\"1\"}";
      li.send(first, second);
      assertThat(li.recv().path("errno").asInt(-1)).isZero();
      assertThat(li.recv().path("errno").asInt(-1)).isZero();
      byte[] third =
          ("{\"msgid\":3,\"name\":\"" + unique("丙") + "\",\"password\":\"1\"}\0")
              .getBytes(StandardCharsets.UTF_8);
      for (byte b : third) {
        li.sendRaw(new byte[] {b});
      }
      assertThat(li.recv().path("errno").asInt(-1)).isZero();
    }
  }

  @Test
  default void secondClassicLoginIsRefusedWith2AndLogoutMakesRoom() throws IOException {
    try (ClassicClient one = classic();
        ClassicClient two = classic()) {
      int id = one.register(unique("li"));
      assertThat(one.login(id).path("errno").asInt(-1)).isZero();
      JsonNode refused = two.login(id);
      assertThat(refused.path("errno").asInt()).isEqualTo(2);
      assertThat(refused.path("errmsg").asText()).isNotEmpty();
      one.send("{\"msgid\":10,\"id\":" + id + "}");
      assertThat(one.login(id).path("errno").asInt(-1))
          .as("on the connection on which it logged out")
          .isZero();
      assertThat(
              two.ask("{\"msgid\":1,\"id\":" + id + ",\"password\":\"no\"}").path("errno").asInt())
          .isEqualTo(1);
    }
  }

  @Test
  default void whatWasMissedComesWithTheLoginOnceAndInOrder() throws IOException {
    try (ClassicClient li = classic();
        ClassicClient zhang = classic()) {
      int liId = li.register(unique("li"));
      int zhangId = zhang.register(unique("zhang"));
      li.login(liId);
      zhang.login(zhangId);
      befriend(li, liId, zhang, zhangId);
      zhang.send("{\"msgid\":5,\"to\":" + liId + ",\"msg\":\"are you there\"}");
      assertThat(li.recv().path("msg").asText()).isEqualTo("are you there");
      li.send("{\"msgid\":10,\"id\":" + liId + "}");
      li.register(unique("barrier"));
      List<String> sent = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        sent.add("text number " + i);
        zhang.send("{\"msgid\":5,\"to\":" + liId + ",\"msg\":\"text number " + i + "\"}");
      }
      zhang.register(unique("barrier"));
      JsonNode ack = li.login(liId);
      List<String> got = new ArrayList<>();
      ClassicClient.strings(ack.path("offlinemsg"))
          .forEach(text -> got.add(text.path("msg").asText()));
      while (got.size() < sent.size()) {
        got.add(li.recv().path("msg").asText());
      }
      assertThat(got).isEqualTo(sent);
      zhang.send("{\"msgid\":5,\"to\":" + liId + ",\"msg\":\"and now\"}");
      assertThat(li.recv().path("msg").asText()).isEqualTo("and now");
      li.send("{\"msgid\":10,\"id\":" + liId + "}");
      assertThat(li.login(liId).has("offlinemsg")).as("anything missed twice").isFalse();
    }
  }

  @Test
  default void thirtyFriendsAndTenGroupsFitWhatOneRecvTakes() throws IOException {
    try (ClassicClient li = classic()) {
      int liId = li.register(unique("li"));
      li.login(liId);
      List<ClassicClient> friends = new ArrayList<>();
      try {
        for (int i = 0; i < 30; i++) {
          ClassicClient friend = classic();
          friends.add(friend);
          int id = friend.register(unique("friend"));
          friend.login(id);
          befriend(li, liId, friend, id);
        }
        for (int i = 0; i < 10; i++) {
          li.send(
              "{\"msgid\":7,\"groupname\":\"group " + i + "\",\"groupdesc\":\"number " + i + "\"}");
        }
        li.send("{\"msgid\":10}");
        li.register(unique("barrier"));
        JsonNode ack = li.login(liId);
        assertThat(ack.path("errno").asInt(-1)).isZero();
        List<JsonNode> listed = ClassicClient.strings(ack.path("friends"));
        assertThat(listed).hasSizeBetween(5, 29);
        assertThat(listed.getFirst().path("state").asText()).isEqualTo("online");
        JsonNode rest = li.recv();
        assertThat(rest.path("id").asInt(-1)).isZero();
        assertThat(rest.path("name").asText()).isEqualTo("rookery");
        assertThat(rest.path("msg").asText()).contains((30 - listed.size()) + " friends");
      } finally {
        for (ClassicClient friend : friends) {
          friend.close();
        }
      }
    }
  }

  @Test
  default void groupTextsReachMembersAndRolesAreListed() throws IOException {
    try (ClassicClient li = classic();
        ClassicClient zhang = classic();
        ScriptedClient bob = ScriptedClient.webSocket(node().http()).register(unique("bob"))) {
      int liId = li.register(unique("li"));
      int zhangId = zhang.register(unique("zhang"));
      li.login(liId);
      zhang.login(zhangId);
      String group = unique("crows");
      li.send(
          "{\"msgid\":7,\"id\":"
              + liId
              + ",\"groupname\":\""
              + group
              + "\",\"groupdesc\":\"all\"}");
      li.register(unique("barrier"));
      int groupId = bob.reply(new Find(group, null), Found.class).groups().getFirst().groupid();
      zhang.send(
          "{\"msgid\":8,\"id\":" + zhangId + ",\"groupid\":" + groupId + "}",
          "{\"msgid\":9,\"groupid\":" + groupId + ",\"msg\":\"hello all\"}");
      JsonNode text = li.recv();
      assertThat(text.path("msgid").asInt()).isEqualTo(9);
      assertThat(text.path("id").asInt()).isEqualTo(zhangId);
      assertThat(text.path("groupid").asInt()).isEqualTo(groupId);
      assertThat(text.path("msg").asText()).isEqualTo("hello all");
      li.send("{\"msgid\":10}");
      JsonNode listed = ClassicClient.strings(li.login(liId).path("groups")).getFirst();
      List<JsonNode> users = ClassicClient.strings(listed.path("users"));
      assertThat(users.getFirst().path("id").asInt()).as("oneself first").isEqualTo(liId);
      assertThat(users)
          .extracting(user -> user.path("role").asText())
          .containsExactly("creator", "normal");
    }
  }

  @Test
  default void textToAStrangerBecomesAFriendRequestThatCarriesIt() throws IOException {
    try (ClassicClient li = classic();
        ScriptedClient bob = ScriptedClient.tcp(node().tcp()).register(unique("bob"))) {
      int liId = li.register(unique("li"));
      li.login(liId);
      li.send("{\"msgid\":5,\"to\":" + bob.id + ",\"msg\":\"do you know me\"}");
      assertThat(li.recv().path("name").asText()).isEqualTo("rookery");
      assertThat(bob.await(FriendEvent.class).note()).isEqualTo("do you know me");
      bob.result(new AcceptFriend(liId, "f-1"));
      li.send("{\"msgid\":5,\"to\":" + bob.id + ",\"msg\":\"now you do\"}");
      assertThat(bob.await(DirectPosted.class).msg()).isEqualTo("now you do");
    }
  }

  @Test
  default void longTextGoesAsSeveralMessages() throws IOException {
    try (ClassicClient li = classic();
        ScriptedClient bob = ScriptedClient.tcp(node().tcp()).register(unique("bob"))) {
      int liId = li.register(unique("li"));
      li.login(liId);
      li.send("{\"msgid\":6,\"friendid\":" + bob.id + "}");
      bob.await(FriendEvent.class);
      bob.result(new AcceptFriend(liId, "f-1"));
      String text = "长文本👍 \"quoted\" \\ and more. ".repeat(100);
      bob.say(liId, "c-1", text);
      StringBuilder got = new StringBuilder();
      while (got.length() < text.length()) {
        got.append(li.recv().path("msg").asText());
      }
      assertThat(got.toString()).isEqualTo(text);
    }
  }

  @Test
  default void badInputGetsItsAnswerAndTheConnectionGoesOn() throws IOException {
    try (ClassicClient li = classic()) {
      for (String bad :
          List.of(
              "{broken",
              "{\"msgid\":99}",
              "{\"msgid\":\"1\"}",
              "{\"msgid\":1}",
              "{\"msgid\":1,\"id\":\"x\",\"password\":\"y\"}",
              "{\"msgid\":5,\"to\":1,\"msg\":\"hi\"}")) {
        JsonNode answer = li.ask(bad);
        assertThat(answer.path("errno").asInt()).as(bad).isEqualTo(1);
        assertThat(answer.path("errmsg").asText()).as(bad).isNotEmpty().doesNotContain("Exception");
      }
      int id = li.register(unique("li"));
      assertThat(li.login(id).path("errno").asInt(-1)).isZero();
      JsonNode told = li.ask("{\"msgid\":9,\"groupid\":0,\"msg\":\"\"}");
      assertThat(told.path("msgid").asInt()).isEqualTo(5);
      assertThat(told.path("id").asInt(-1)).isZero();
    }
  }
}
