package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.ChatScenario.befriend;
import static rookery.server.ChatScenario.name;
import static rookery.server.ChatScenario.sync;

import org.junit.jupiter.api.Test;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.GroupMessages.Change;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.GroupMessages.ListMembers;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.GroupMessages.MemberPage;
import rookery.protocol.Result;
import rookery.protocol.RosterMessages.AcceptFriend;
import rookery.protocol.RosterMessages.AddFriend;
import rookery.protocol.RosterMessages.Block;
import rookery.protocol.RosterMessages.Blocked;
import rookery.protocol.RosterMessages.Find;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.RosterMessages.FriendEvent;
import rookery.protocol.RosterMessages.ListBlocked;
import rookery.protocol.RosterMessages.Opens;
import rookery.protocol.RosterMessages.Privacy;
import rookery.protocol.RosterMessages.SetPrivacy;
import rookery.protocol.RosterMessages.Unblock;
import rookery.protocol.SelfMessages.Nickname;
import rookery.protocol.SelfMessages.SetNickname;
import rookery.protocol.SyncMessages.History;
import rookery.protocol.SyncMessages.HistoryPage;
import rookery.protocol.SyncMessages.Synced;

/// Blocks and privacy: what is refused, and that who is blocked cannot tell it, on any store.
interface PrivacyScenario {
  TestNode node();

  private ScriptedClient person(String base) {
    return ScriptedClient.tcp(node().tcp()).register(name(base));
  }

  private static void fellows(ScriptedClient one, ScriptedClient other) {
    GroupStored group = one.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
    other.reply(new JoinGroup("j-1", group.groupid()), GroupStored.class);
  }

  @Test
  default void blockEndsAFriendshipAndLooksLikeItsEnd() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      befriend(ann, bob);
      Stored text = bob.say(ann.id, "c-1", "hi");
      Stored block = ann.reply(new Block(bob.id, "b-1"), Stored.class);
      MemberChanged seen = (MemberChanged) bob.awaitEntry(block.conv(), block.seq());
      assertThat(seen.change()).isEqualTo(Change.UNFRIENDED);
      assertThat(bob.await(m -> m instanceof FriendEvent e && e.event().equals("removed")))
          .isNotNull();
      assertThat(bob.result(new SendDirect("c-2", ann.id, "why?")).code()).isEqualTo(403);
      assertThat(bob.say(ann.id, "c-1", "hi")).as("a repeat").isEqualTo(text);
      assertThat(bob.result(new AddFriend(ann.id, "please")).code()).isEqualTo(403);
      assertThat(sync(ann, 0).requests()).isEmpty();
      assertThat(ann.reply(new ListBlocked(), Blocked.class).users())
          .extracting(Found.User::id)
          .containsExactly(bob.id);
      assertThat(ann.reply(new Block(bob.id, "b-1"), Stored.class)).isEqualTo(block);
      assertThat(ann.result(new Block(bob.id, "b-2")).code()).isEqualTo(409);
      assertThat(ann.result(new AddFriend(bob.id, "")).code()).isEqualTo(409);
    }
  }

  @Test
  default void refusalOfABlockedIsThatOfAStranger() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob");
        ScriptedClient eve = person("eve")) {
      fellows(ann, bob);
      ann.reply(new Block(bob.id, "b-1"), Stored.class);
      ann.reply(new SetPrivacy(Opens.NOBODY, null, null), Privacy.class);
      Result blocked = bob.result(new SendDirect("c-1", ann.id, "hi"));
      Result stranger = eve.result(new SendDirect("c-1", ann.id, "hi"));
      assertThat(blocked.code()).isEqualTo(stranger.code()).isEqualTo(403);
      assertThat(blocked.errmsg()).isEqualTo(stranger.errmsg());
      Result asking = bob.result(new AddFriend(ann.id, ""));
      Result strangerAsking = eve.result(new AddFriend(ann.id, ""));
      assertThat(asking.code()).isEqualTo(strangerAsking.code()).isEqualTo(403);
      assertThat(asking.errmsg()).isEqualTo(strangerAsking.errmsg());
      assertThat(ann.result(new SendDirect("c-1", bob.id, "hi")).code()).isEqualTo(409);
    }
  }

  @Test
  default void blockOfAFellowIsSeenByTheBlockerAlone() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      fellows(ann, bob);
      Stored text = bob.say(ann.id, "c-1", "psst");
      Stored block = ann.reply(new Block(bob.id, "b-1"), Stored.class);
      MemberChanged own = (MemberChanged) ann.awaitEntry(block.conv(), block.seq());
      assertThat(own.change()).isEqualTo(Change.BLOCKED);
      assertThat(bob.reply(new History(text.conv(), null, 10), HistoryPage.class).entries())
          .as("what the blocked one can read")
          .hasSize(1);
      assertThat(bob.result(new SendDirect("c-2", ann.id, "hello?")).code()).isEqualTo(403);
    }
  }

  @Test
  default void unblockedMayAskAgainAndBecomeAFriend() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      assertThat(ann.result(new Unblock(bob.id, "u-0")).code()).isEqualTo(404);
      assertThat(bob.result(new AddFriend(ann.id, "hi")).code()).isZero();
      ann.reply(new Block(bob.id, "b-1"), Stored.class);
      assertThat(bob.await(m -> m instanceof FriendEvent e && e.event().equals("rejected")))
          .isNotNull();
      assertThat(ann.result(new AcceptFriend(bob.id, "f-1")).code()).isEqualTo(404);
      ann.reply(new Unblock(bob.id, "u-1"), Stored.class);
      befriend(bob, ann);
      assertThat(bob.say(ann.id, "c-1", "friends at last").seq()).isPositive();
      assertThat(sync(ann, 0).friends()).extracting(Synced.Friend::id).containsExactly(bob.id);
    }
  }

  @Test
  default void privacyDecidesWhoBeginsAndWhoIsFound() {
    String name = name("ann");
    try (ScriptedClient ann = ScriptedClient.tcp(node().tcp()).register(name);
        ScriptedClient bob = person("bob")) {
      fellows(ann, bob);
      assertThat(ann.reply(new SetPrivacy(null, null, null), Privacy.class))
          .isEqualTo(new Privacy(Opens.FELLOWS, true, false));
      ann.reply(new SetPrivacy(Opens.FRIENDS, false, null), Privacy.class);
      assertThat(bob.result(new SendDirect("c-1", ann.id, "psst")).code()).isEqualTo(403);
      assertThat(bob.reply(new Find(name, null), Found.class).users()).isEmpty();
      assertThat(bob.reply(new Find(String.valueOf(ann.id), null), Found.class).users())
          .extracting(Found.User::id)
          .contains(ann.id);
      assertThat(ann.reply(new SetPrivacy(null, null, true), Privacy.class))
          .isEqualTo(new Privacy(Opens.FRIENDS, false, true));
      assertThat(bob.result(new AddFriend(ann.id, "")).code()).isZero();
      assertThat(sync(ann, 0).friends()).as("accepted at once").hasSize(1);
    }
  }

  @Test
  default void nicknameIsShownBesideTheName() {
    String name = name("ann");
    try (ScriptedClient ann = ScriptedClient.tcp(node().tcp()).register(name);
        ScriptedClient bob = person("bob");
        ScriptedClient dan = person("dan")) {
      GroupStored group = ann.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
      befriend(ann, bob);
      long before = sync(bob, 0).roster();
      assertThat(ann.reply(new SetNickname(null), Nickname.class).nickname()).isEmpty();
      assertThat(ann.reply(new SetNickname(" 小乌鸦 "), Nickname.class).nickname()).isEqualTo("小乌鸦");
      FriendEvent told =
          (FriendEvent) bob.await(m -> m instanceof FriendEvent e && e.event().equals("nickname"));
      assertThat(told.note()).isEqualTo("小乌鸦");
      assertThat(told.roster()).isGreaterThan(before);
      assertThat(sync(bob, before).friends())
          .containsExactly(new Synced.Friend(ann.id, name, between(bob, ann), "小乌鸦"));
      assertThat(bob.reply(new Find(name, null), Found.class).users())
          .containsExactly(new Found.User(ann.id, name, "小乌鸦"));
      dan.reply(new JoinGroup("j-1", group.groupid()), GroupStored.class);
      assertThat(dan.reply(new ListMembers(group.groupid(), 0, 10), MemberPage.class).members())
          .as("to a fellow member who is no friend")
          .extracting(MemberPage.Member::nickname)
          .containsExactly("小乌鸦", null);
      assertThat(ann.reply(new SetNickname(""), Nickname.class).nickname()).isEmpty();
      assertThat(sync(bob, 0).friends()).extracting(Synced.Friend::nickname).containsOnlyNulls();
    }
  }

  /// Their conversation.
  private static long between(ScriptedClient one, ScriptedClient other) {
    return one.say(other.id, "c-where", "hi").conv();
  }

  @Test
  default void whoTakesNoRequestsMayStillAsk() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      ann.reply(new SetPrivacy(Opens.NOBODY, null, null), Privacy.class);
      assertThat(bob.result(new AddFriend(ann.id, "")).code()).isEqualTo(403);
      assertThat(ann.result(new AddFriend(bob.id, "")).code()).isZero();
      assertThat(bob.result(new AddFriend(ann.id, "")).code()).as("an answer").isZero();
      assertThat(sync(ann, 0).friends()).hasSize(1);
    }
  }
}
