package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Logout;
import rookery.protocol.AccountMessages.Register;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ChatMessages.Read;
import rookery.protocol.ChatMessages.Receipt;
import rookery.protocol.ChatMessages.Received;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.Change;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.GroupMessages.LeaveGroup;
import rookery.protocol.GroupMessages.ListMembers;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.GroupMessages.MemberPage;
import rookery.protocol.Role;
import rookery.protocol.RosterMessages.AcceptFriend;
import rookery.protocol.RosterMessages.AddFriend;
import rookery.protocol.RosterMessages.Find;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.RosterMessages.FriendEvent;
import rookery.protocol.RosterMessages.Presence;
import rookery.protocol.RosterMessages.RejectFriend;
import rookery.protocol.RosterMessages.RemoveFriend;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.History;
import rookery.protocol.SyncMessages.HistoryPage;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;

/// What people do with each other, in version 2, on any store and either transport.
interface ChatScenario {
  TestNode node();

  default ScriptedClient tcp() {
    return ScriptedClient.tcp(node().tcp());
  }

  default ScriptedClient webSocket() {
    return ScriptedClient.webSocket(node().http());
  }

  /// A name that no other test uses.
  static String name(String base) {
    return base + "-" + UUID.randomUUID().toString().substring(0, 8);
  }

  static void befriend(ScriptedClient asking, ScriptedClient accepting) {
    assertThat(asking.result(new AddFriend(accepting.id, "hello")).code()).isZero();
    accepting.reply(new AcceptFriend(asking.id, UUID.randomUUID().toString()), Stored.class);
  }

  static Synced sync(ScriptedClient client, long roster, Cursor... after) {
    return client.reply(new Sync(roster, List.of(after)), Synced.class);
  }

  /// Waits until a cursor is written down, as happens soon after its session has ended.
  static void awaitReceived(TestNode node, String name, long conversation, long seq) {
    TwoNodes.until(
        "the cursor is written down",
        () -> {
          try (ScriptedClient look = ScriptedClient.tcp(node.tcp()).login(name)) {
            return sync(look, 0).conversations().stream()
                .anyMatch(head -> head.conv() == conversation && head.received() == seq);
          }
        });
  }

  @Test
  default void friendsOverTcpAndWebSocketChatBothWays() {
    try (ScriptedClient ann = tcp().register(name("ann"));
        ScriptedClient bob = webSocket().register(name("bob"))) {
      assertThat(ann.result(new AddFriend(bob.id, "it is me")).code()).isZero();
      FriendEvent request = bob.await(FriendEvent.class);
      assertThat(request.event()).isEqualTo("requested");
      assertThat(request.note()).isEqualTo("it is me");
      assertThat(request.incoming()).isTrue();
      bob.reply(new AcceptFriend(ann.id, "f-1"), Stored.class);
      assertThat(ann.await(MemberChanged.class).change()).isEqualTo(Change.BEFRIENDED);

      Stored stored = ann.say(bob.id, "c-1", "你好 👋");
      DirectPosted posted = bob.await(DirectPosted.class);
      assertThat(posted.msg()).isEqualTo("你好 👋");
      assertThat(posted.sender()).isEqualTo(ann.id);
      assertThat(posted.seq()).isEqualTo(stored.seq()).isEqualTo(2);
      Stored back = bob.say(ann.id, "c-2", "早");
      assertThat(back.seq()).isEqualTo(3);
      assertThat(ann.await(DirectPosted.class).msg()).isEqualTo("早");
    }
  }

  @Test
  default void nameIsUniqueAfterFolding() {
    String name = name("Émile");
    try (ScriptedClient ann = tcp().register(name);
        ScriptedClient other = tcp()) {
      Registered taken =
          (Registered)
              other.ask(new Register("  " + name.toUpperCase(Locale.ROOT) + " ", "12345678"));
      assertThat(taken.code()).isEqualTo(409);
      assertThat(ann.id).isPositive();
    }
  }

  @Test
  default void wrongNameAndWrongPasswordAreOneError() {
    String name = name("ann");
    try (ScriptedClient ann = tcp().register(name);
        ScriptedClient other = tcp()) {
      LoggedIn wrongPassword = (LoggedIn) other.ask(new Login(null, name, "not it", null, "d"));
      LoggedIn wrongName = (LoggedIn) other.ask(new Login(null, name + "x", "not it", null, "d"));
      assertThat(wrongPassword.code()).isEqualTo(401);
      assertThat(wrongName.errmsg()).isEqualTo(wrongPassword.errmsg());
      assertThat(
              ((LoggedIn) other.ask(new Login(ann.id, null, "password of " + name, null, "d")))
                  .code())
          .isZero();
    }
  }

  @Test
  default void tokenResumesItsDeviceOnlyAndEndsWithLogout() {
    String name = name("ann");
    try (ScriptedClient ann = tcp().register(name);
        ScriptedClient again = tcp();
        ScriptedClient thief = tcp()) {
      LoggedIn resumed =
          (LoggedIn) again.ask(new Login(null, null, null, ann.token, ScriptedClient.device(name)));
      assertThat(resumed.code()).isZero();
      assertThat(resumed.id()).isEqualTo(ann.id);
      assertThat(((LoggedIn) thief.ask(new Login(null, null, null, ann.token, "other"))).code())
          .isEqualTo(401);
      assertThat(again.result(new Logout()).code()).isZero();
      assertThat(
              ((LoggedIn)
                      again.ask(
                          new Login(null, null, null, ann.token, ScriptedClient.device(name))))
                  .code())
          .isEqualTo(401);
    }
  }

  @Test
  default void friendshipNeedsTheConsentOfBoth() {
    try (ScriptedClient ann = tcp().register(name("ann"));
        ScriptedClient bob = tcp().register(name("bob"))) {
      assertThat(ann.result(new SendDirect("c", bob.id, "hi")).code()).isEqualTo(403);
      assertThat(ann.result(new AcceptFriend(bob.id, "f")).code()).isEqualTo(404);
      assertThat(ann.result(new AddFriend(bob.id, null)).code()).isZero();
      assertThat(ann.result(new AcceptFriend(bob.id, "f")).code()).isEqualTo(404);
      assertThat(ann.result(new SendDirect("c", bob.id, "hi")).code()).isEqualTo(403);
      assertThat(bob.result(new RejectFriend(ann.id)).code()).isZero();
      assertThat(bob.result(new AcceptFriend(ann.id, "f")).code()).isEqualTo(404);
    }
  }

  @Test
  default void requestsThatCrossAreAnAcceptance() {
    try (ScriptedClient ann = tcp().register(name("ann"));
        ScriptedClient bob = tcp().register(name("bob"))) {
      assertThat(ann.result(new AddFriend(bob.id, null)).code()).isZero();
      assertThat(bob.result(new AddFriend(ann.id, null)).code()).isZero();
      assertThat(sync(ann, 0).friends()).extracting(Synced.Friend::id).containsExactly(bob.id);
      assertThat(sync(bob, 0).requests()).isEmpty();
      assertThat(bob.result(new AddFriend(ann.id, null)).code()).isEqualTo(409);
    }
  }

  @Test
  default void removedFriendWritesNoMoreAndReadsWhatWas() {
    try (ScriptedClient ann = tcp().register(name("ann"));
        ScriptedClient bob = tcp().register(name("bob"))) {
      befriend(ann, bob);
      Stored stored = ann.say(bob.id, "c-1", "hi");
      bob.reply(new RemoveFriend(ann.id, "r-1"), Stored.class);
      assertThat(ann.result(new SendDirect("c-2", bob.id, "still there?")).code()).isEqualTo(403);
      assertThat(ann.say(bob.id, "c-1", "hi")).isEqualTo(stored);
      assertThat(ann.reply(new History(stored.conv(), null, 10), HistoryPage.class).entries())
          .hasSize(3);
      assertThat(bob.result(new RemoveFriend(ann.id, "r-2")).code()).isEqualTo(404);
      befriend(ann, bob);
      assertThat(ann.say(bob.id, "c-3", "again").seq()).isEqualTo(5);
    }
  }

  @Test
  default void repeatWithSameCmidIsStoredAndShownOnce() {
    try (ScriptedClient ann = tcp().register(name("ann"));
        ScriptedClient bob = tcp().register(name("bob"))) {
      befriend(ann, bob);
      Stored first = ann.say(bob.id, "c-1", "once");
      assertThat(ann.say(bob.id, "c-1", "once")).isEqualTo(first);
      ann.say(bob.id, "c-2", "end");
      assertThat(bob.await(DirectPosted.class).msg()).isEqualTo("once");
      assertThat(bob.await(DirectPosted.class).msg()).isEqualTo("end");
    }
  }

  @Test
  default void whatWasMissedComesInOrderAndIsGoneOnceConfirmed() {
    String name = name("bob");
    try (ScriptedClient ann = tcp().register(name("ann"))) {
      ScriptedClient bob = tcp().register(name);
      befriend(ann, bob);
      long conversation = sync(bob, 0).conversations().getFirst().conv();
      bob.send(new Received(conversation, 1L), 0);
      bob.close();
      for (int i = 0; i < 30; i++) {
        ann.say(bob.id, "c-" + i, "text " + i);
      }
      try (ScriptedClient back = webSocket().login(name)) {
        Synced.Head head = sync(back, 0).conversations().getFirst();
        assertThat(head.head()).isEqualTo(31);
        assertThat(head.unread()).isEqualTo(30);
        BacklogPage page =
            back.reply(
                new Backlog(List.of(new Cursor(conversation, head.received())), 20),
                BacklogPage.class);
        assertThat(page.more()).isTrue();
        BacklogPage rest = back.reply(new Backlog(page.through(), 20), BacklogPage.class);
        assertThat(rest.more()).isFalse();
        assertThat(LongStream.concat(seqs(page), seqs(rest)).filter(seq -> seq > 1))
            .containsExactlyElementsOf(LongStream.rangeClosed(2, 31).boxed().toList());
        back.send(new Received(conversation, 31L), 0);
        back.send(new Read(conversation, 31L), 0);
        assertThat(back.await(Receipt.class).read()).isEqualTo(31);
        assertThat(ann.await(Receipt.class).id()).isEqualTo(bob.id);
      }
      awaitReceived(node(), name, conversation, 31);
      try (ScriptedClient again = tcp().login(name)) {
        Synced synced = sync(again, sync(again, 0).roster());
        assertThat(synced.conversations()).as("conversations with something new").isEmpty();
        assertThat(synced.friends()).as("the roster that is not sent again").isNull();
      }
    }
  }

  private static LongStream seqs(BacklogPage page) {
    return page.entries().stream().mapToLong(Entry::seq);
  }

  @Test
  default void secondDeviceGetsOwnTextsToo() {
    String name = name("ann");
    try (ScriptedClient ann = tcp().register(name);
        ScriptedClient bob = tcp().register(name("bob"));
        ScriptedClient second = webSocket().login(name, "d-second")) {
      befriend(ann, bob);
      Stored stored = ann.say(bob.id, "c-1", "hi");
      assertThat(second.awaitEntry(stored.conv(), stored.seq())).isInstanceOf(DirectPosted.class);
    }
  }

  @Test
  default void groupIsCreatedJoinedSpokenInAndLeft() {
    try (ScriptedClient ann = tcp().register(name("ann"));
        ScriptedClient bob = webSocket().register(name("bob"));
        ScriptedClient eve = tcp().register(name("eve"))) {
      GroupStored group =
          ann.reply(new CreateGroup("g-1", "crows", "all of us"), GroupStored.class);
      assertThat(ann.reply(new CreateGroup("g-1", "crows", "all of us"), GroupStored.class))
          .isEqualTo(group);
      GroupStored joined = bob.reply(new JoinGroup("j-1", group.groupid()), GroupStored.class);
      assertThat(joined.seq()).isEqualTo(2);
      assertThat(bob.result(new JoinGroup("j-2", group.groupid())).code()).isEqualTo(409);
      ann.sayToGroup(group.groupid(), "c-1", "hello all");
      assertThat(bob.await(GroupPosted.class).msg()).isEqualTo("hello all");
      assertThat(eve.result(new SendGroup("c-2", group.groupid(), "let me in")).code())
          .isEqualTo(403);
      assertThat(eve.result(new ListMembers(group.groupid(), 0, 10)).code()).isEqualTo(403);
      assertThat(eve.result(new History(group.conv(), null, 10)).code()).isEqualTo(403);
      assertThat(eve.result(new JoinGroup("j", Integer.MAX_VALUE)).code()).isEqualTo(404);
      MemberPage members = bob.reply(new ListMembers(group.groupid(), 0, 10), MemberPage.class);
      assertThat(members.members())
          .extracting(MemberPage.Member::role)
          .containsExactly(Role.CREATOR, Role.NORMAL);
      assertThat(ann.result(new LeaveGroup("l", group.groupid())).code()).isEqualTo(409);
      bob.reply(new LeaveGroup("l", group.groupid()), GroupStored.class);
      Stored after = ann.sayToGroup(group.groupid(), "c-3", "bob is gone");
      BacklogPage left =
          bob.reply(new Backlog(List.of(new Cursor(group.conv(), 0L)), 50), BacklogPage.class);
      assertThat(left.entries())
          .as("entries 2 to 4, those of his time")
          .extracting(Entry::seq)
          .containsExactly(2L, 3L, 4L);
      assertThat(after.seq()).isEqualTo(5);
      assertThat(bob.result(new SendGroup("c-4", group.groupid(), "?")).code()).isEqualTo(403);
    }
  }

  @Test
  default void fellowMembersMayWriteToEachOther() {
    try (ScriptedClient ann = tcp().register(name("ann"));
        ScriptedClient bob = tcp().register(name("bob"))) {
      GroupStored group = ann.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
      bob.reply(new JoinGroup("j-1", group.groupid()), GroupStored.class);
      assertThat(ann.say(bob.id, "c-1", "psst").seq()).isEqualTo(1);
      assertThat(bob.await(DirectPosted.class).msg()).isEqualTo("psst");
      bob.say(ann.id, "c-2", "yes?");
      assertThat(ann.await(DirectPosted.class).msg()).isEqualTo("yes?");
    }
  }

  @Test
  default void historyComesInPagesFromTheHead() {
    try (ScriptedClient ann = tcp().register(name("ann"));
        ScriptedClient bob = tcp().register(name("bob"))) {
      befriend(ann, bob);
      Stored last = null;
      for (int i = 0; i < 25; i++) {
        last = ann.say(bob.id, "c-" + i, "text " + i);
      }
      HistoryPage newest = bob.reply(new History(last.conv(), null, 10), HistoryPage.class);
      assertThat(newest.entries()).extracting(Entry::seq).first().isEqualTo(17L);
      assertThat(newest.more()).isTrue();
      HistoryPage older = bob.reply(new History(last.conv(), 17L, 200), HistoryPage.class);
      assertThat(older.entries()).hasSize(16);
      assertThat(older.more()).isFalse();
    }
  }

  @Test
  default void friendsSeeComingAndGoing() {
    String name = name("bob");
    try (ScriptedClient ann = tcp().register(name("ann"))) {
      ScriptedClient bob = tcp().register(name);
      befriend(ann, bob);
      assertThat(sync(ann, 0).online()).containsExactly(bob.id);
      bob.close();
      ann.await(message -> message.equals(Presence.of(bob.id, false)));
      try (ScriptedClient back = tcp().login(name)) {
        assertThat(ann.await(Presence.class)).isEqualTo(Presence.of(back.id, true));
      }
    }
  }

  @Test
  default void peopleAndGroupsAreFoundByName() {
    String name = name("赵雷");
    try (ScriptedClient ann = tcp().register(name);
        ScriptedClient bob = tcp().register(name("bob"))) {
      GroupStored group = ann.reply(new CreateGroup("g-1", name, "d"), GroupStored.class);
      Found found = bob.reply(new Find(name, null), Found.class);
      assertThat(found.users()).extracting(Found.User::id).containsExactly(ann.id);
      assertThat(found.groups()).extracting(Found.Group::groupid).containsExactly(group.groupid());
      assertThat(bob.reply(new Find(String.valueOf(ann.id), null), Found.class).users())
          .extracting(Found.User::id)
          .contains(ann.id);
      assertThat(bob.reply(new Find("%", null), Found.class).users()).isEmpty();
    }
  }
}
