package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.ChatScenario.befriend;
import static rookery.server.ChatScenario.name;
import static rookery.server.ChatScenario.sync;
import static rookery.server.TwoNodes.until;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.AccountMessages.Pong;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.GroupMessages.LeaveGroup;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.RosterMessages.AddFriend;
import rookery.protocol.RosterMessages.FriendEvent;
import rookery.protocol.RosterMessages.Presence;
import rookery.protocol.SelfMessages.EndDevice;
import rookery.protocol.SelfMessages.SetNickname;
import rookery.protocol.ServerMessage;
import rookery.protocol.SyncMessages.Synced;
import rookery.server.redis.RedisTimes;

/// Two nodes, one database and one Redis: people on one node and on the other see no difference.
final class ClusterScenarioIT {
  private static TwoNodes nodes;

  @BeforeAll
  static void start() {
    nodes = new TwoNodes(RedisTimes.DEFAULT);
  }

  @AfterAll
  static void stop() {
    nodes.close();
  }

  private static ScriptedClient onOne() {
    return ScriptedClient.tcp(nodes.one.tcp());
  }

  private static ScriptedClient onTwo() {
    return ScriptedClient.webSocket(nodes.two.http());
  }

  @Test
  void friendsOnTwoNodesChatBothWays() {
    try (ScriptedClient ann = onOne().register(name("ann"));
        ScriptedClient bob = onTwo().register(name("bob"))) {
      befriend(ann, bob);
      assertThat(bob.await(FriendEvent.class).event()).isEqualTo("requested");
      Stored stored = ann.say(bob.id, "c-1", "你好 👋");
      DirectPosted posted = bob.await(DirectPosted.class);
      assertThat(posted.msg()).isEqualTo("你好 👋");
      assertThat(posted.seq()).isEqualTo(stored.seq());
      bob.say(ann.id, "c-2", "早");
      assertThat(ann.await(DirectPosted.class).msg()).isEqualTo("早");
    }
  }

  @Test
  void ownSecondDeviceOnAnotherNodeGetsOwnTexts() {
    String name = name("ann");
    try (ScriptedClient ann = onOne().register(name);
        ScriptedClient bob = onOne().register(name("bob"));
        ScriptedClient second = onTwo().login(name, "d-second")) {
      befriend(ann, bob);
      Stored stored = ann.say(bob.id, "c-1", "hi");
      assertThat(second.awaitEntry(stored.conv(), stored.seq())).isInstanceOf(DirectPosted.class);
    }
  }

  @Test
  void deviceOnAnotherNodeIsSignedOut() {
    String name = name("ann");
    try (ScriptedClient ann = onOne().register(name);
        ScriptedClient second = onTwo().login(name, "d-second")) {
      assertThat(ann.result(new EndDevice("d-second")).code()).isZero();
      assertThat(second.await(Bye.class).code()).isEqualTo(401);
    }
  }

  @Test
  void pongTellsTheRosterThatAnotherNodeChanged() {
    try (ScriptedClient ann = onOne().register(name("ann"));
        ScriptedClient bob = onTwo().register(name("bob"))) {
      long before = sync(bob, 0).roster();
      assertThat(ann.result(new AddFriend(bob.id, "hello")).code()).isZero();
      long after = bob.await(FriendEvent.class).roster();
      assertThat(after).isGreaterThan(before);
      bob.send(new Ping(), 77);
      assertThat(bob.await(Pong.class).roster()).isEqualTo(after);
    }
  }

  @Test
  void friendOnAnotherNodeSeesTheNewNickname() {
    try (ScriptedClient ann = onOne().register(name("ann"));
        ScriptedClient bob = onTwo().register(name("bob"))) {
      befriend(ann, bob);
      long before = sync(bob, 0).roster();
      assertThat(ann.result(new SetNickname("小乌鸦")).code()).isZero();
      FriendEvent told =
          (FriendEvent) bob.await(m -> m instanceof FriendEvent e && e.event().equals("nickname"));
      assertThat(told.roster()).isGreaterThan(before);
      assertThat(sync(bob, before).friends())
          .extracting(Synced.Friend::nickname)
          .containsExactly("小乌鸦");
    }
  }

  @Test
  void classicClientsOnTwoNodesChat() throws IOException {
    try (ClassicClient li = new ClassicClient(nodes.one.tcp());
        ClassicClient zhang = new ClassicClient(nodes.two.tcp())) {
      int liId = li.register(name("li"));
      int zhangId = zhang.register(name("zhang"));
      li.login(liId);
      zhang.login(zhangId);
      li.send("{\"msgid\":6,\"friendid\":" + zhangId + "}");
      li.register(name("barrier"));
      zhang.send("{\"msgid\":6,\"friendid\":" + liId + "}");
      zhang.register(name("barrier"));
      for (int i = 0; i < 20; i++) {
        zhang.send("{\"msgid\":5,\"to\":" + liId + ",\"msg\":\"text " + i + "\"}");
      }
      for (int i = 0; i < 20; i++) {
        assertThat(li.recv().path("msg").asText()).isEqualTo("text " + i);
      }
    }
  }

  @Test
  void secondClassicLoginOnAnotherNodeIsRefusedWith2() throws IOException {
    try (ClassicClient one = new ClassicClient(nodes.one.tcp());
        ClassicClient two = new ClassicClient(nodes.two.tcp())) {
      int id = one.register(name("li"));
      assertThat(one.login(id).path("errno").asInt(-1)).isZero();
      until("the other node knows", () -> two.errno(id) == 2);
      one.send("{\"msgid\":10,\"id\":" + id + "}");
      until("the other node knows", () -> two.errno(id) == 0);
    }
  }

  @Test
  void friendsSeeTheFirstSessionComeAndTheLastGoOnWhicheverNode() {
    String name = name("bob");
    try (ScriptedClient ann = onOne().register(name("ann"))) {
      ScriptedClient bob = onTwo().register(name);
      befriend(ann, bob);
      awaitOnline(ann, bob.id, true);
      ScriptedClient second = onOne().login(name, "d-second");
      bob.close();
      awaitOnline(ann, bob.id, true);
      second.close();
      awaitOnline(ann, bob.id, false);
      try (ScriptedClient back = onTwo().login(name)) {
        awaitOnline(ann, back.id, true);
      }
      awaitOnline(ann, bob.id, false);
      Presence last = Presence.of(bob.id, true);
      while (last.state().equals("online")) {
        last = ann.await(Presence.class);
      }
    }
  }

  private static void awaitOnline(ScriptedClient who, int friend, boolean online) {
    until("the node knows", () -> sync(who, 0).online().contains(friend) == online);
  }

  @Test
  void everyMemberOnEachNodeSeesOneOrderWhileBothNodesWrite() throws IOException {
    int each = 150;
    try (ScriptedClient ann = onOne().register(name("ann"));
        ScriptedClient bob = onTwo().register(name("bob"));
        ScriptedClient eveOne = onOne().register(name("eve"));
        ScriptedClient eveTwo = onTwo().register(name("eve"));
        ClassicClient old = new ClassicClient(nodes.two.tcp())) {
      GroupStored group = ann.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
      List.of(bob, eveOne, eveTwo)
          .forEach(who -> who.reply(new JoinGroup("j", group.groupid()), GroupStored.class));
      old.login(old.register(name("li")));
      old.send("{\"msgid\":8,\"groupid\":" + group.groupid() + "}");
      old.register(name("barrier"));
      for (int i = 0; i < each; i++) {
        ann.send(new SendGroup("a-" + i, group.groupid(), "a " + i), 1_000 + i);
        bob.send(new SendGroup("b-" + i, group.groupid(), "b " + i), 1_000 + i);
      }
      List<Long> all = LongStream.rangeClosed(6, 5 + 2 * each).boxed().toList();
      List<String> texts = new ArrayList<>();
      for (ScriptedClient eve : List.of(eveOne, eveTwo)) {
        texts.clear();
        assertThat(seqsFrom(eve, 6, all.size(), texts)).isEqualTo(all);
        assertThat(texts.stream().filter(text -> text.startsWith("a")))
            .as("the order in which one device sent")
            .isEqualTo(LongStream.range(0, each).mapToObj(i -> "a " + i).toList());
      }
      for (String text : texts) {
        assertThat(old.recv().path("msg").asText()).isEqualTo(text);
      }
    }
  }

  /// What came, in the order in which it came.
  private static List<Long> seqsFrom(
      ScriptedClient client, long first, int count, List<String> texts) {
    List<Long> seqs = new ArrayList<>();
    while (seqs.size() < count) {
      ServerMessage next =
          client.await(message -> message instanceof Entry entry && entry.seq() >= first);
      seqs.add(((Entry) next).seq());
      texts.add(((GroupPosted) next).msg());
    }
    return seqs;
  }

  @Test
  void membersOfALargeGroupAreFoundByItsVersion() {
    try (ScriptedClient ann = onOne().register(name("ann"));
        ScriptedClient bob = onTwo().register(name("bob"));
        ScriptedClient eve = onTwo().register(name("eve"))) {
      GroupStored group = ann.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
      fill(group, 200);
      bob.reply(new JoinGroup("j-1", group.groupid()), GroupStored.class);
      assertThat(ann.await(MemberChanged.class).user()).isEqualTo(ann.id);
      assertThat(ann.await(MemberChanged.class).user()).isEqualTo(bob.id);
      ann.sayToGroup(group.groupid(), "c-1", "hello all");
      assertThat(bob.await(GroupPosted.class).msg()).isEqualTo("hello all");
      long read = nodes.two.cluster().entriesRead();
      eve.reply(new JoinGroup("j-2", group.groupid()), GroupStored.class);
      ann.sayToGroup(group.groupid(), "c-2", "and eve");
      assertThat(eve.await(GroupPosted.class).msg()).isEqualTo("and eve");
      bob.reply(new LeaveGroup("l-1", group.groupid()), GroupStored.class);
      ann.sayToGroup(group.groupid(), "c-3", "bob is gone");
      assertThat(eve.await(GroupPosted.class).msg()).isEqualTo("bob is gone");
      assertThat(bob.inbox)
          .as("what bob gets after he left")
          .noneMatch(GroupPosted.class::isInstance);
      assertThat(nodes.two.cluster().entriesRead()).as("entries read again").isEqualTo(read);
    }
  }

  /// Members by the hundred, whom it would take long to register.
  private static void fill(GroupStored group, int count) {
    String database = nodes.database();
    String rows =
        String.join(
            ",",
            LongStream.range(0, count)
                .mapToObj(i -> "(" + group.conv() + "," + (1_000_000 + i) + ",1)")
                .toList());
    nodes.store.execute(
        "INSERT INTO "
            + database
            + ".member_range (conversation_id, user_id, from_seq) VALUES "
            + rows);
    nodes.store.execute(
        "INSERT INTO "
            + database
            + ".group_user (group_id, user_id, role) SELECT "
            + group.groupid()
            + ", user_id, 'normal' FROM "
            + database
            + ".member_range WHERE conversation_id = "
            + group.conv()
            + " AND user_id >= 1000000");
    nodes.store.execute(
        "UPDATE "
            + database
            + ".conversation SET member_version = member_version + 1 WHERE id = "
            + group.conv());
  }
}
