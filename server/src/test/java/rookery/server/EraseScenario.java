package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static rookery.server.ChatScenario.befriend;
import static rookery.server.ChatScenario.name;
import static rookery.server.ChatScenario.sync;
import static rookery.server.TwoNodes.until;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Register;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.AdminMessages.AskGroup;
import rookery.protocol.AdminMessages.GroupState;
import rookery.protocol.AdminMessages.SetNotice;
import rookery.protocol.AdminMessages.SetRole;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ChatMessages.SendDirect;
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
import rookery.protocol.RosterMessages.AddFriend;
import rookery.protocol.RosterMessages.Find;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.RosterMessages.FriendEvent;
import rookery.protocol.SelfMessages.Erase;
import rookery.protocol.SyncMessages.History;
import rookery.protocol.SyncMessages.HistoryPage;
import rookery.protocol.TouchMessages.Edit;
import rookery.protocol.TouchMessages.Edited;
import rookery.protocol.TouchMessages.React;
import rookery.protocol.TouchMessages.Reacted;
import rookery.protocol.TouchMessages.Reactions;
import rookery.protocol.TouchMessages.Touched;

/// An account that is erased: what goes, what stays, and what others see of it, on any store.
interface EraseScenario {
  TestNode node();

  private ScriptedClient person(String name) {
    return ScriptedClient.tcp(node().tcp()).register(name);
  }

  private static List<Entry> history(ScriptedClient reader, long conv) {
    return reader.reply(new History(conv, null, 200), HistoryPage.class).entries();
  }

  private static void assertNoHoles(List<Entry> entries) {
    assertThat(entries)
        .extracting(Entry::seq)
        .containsExactlyElementsOf(
            LongStream.iterate(entries.getFirst().seq(), seq -> seq + 1)
                .limit(entries.size())
                .boxed()
                .toList());
  }

  @Test
  default void erasedTextsLeaveTheirPlaces() {
    String name = name("ann");
    try (ScriptedClient ann = person(name);
        ScriptedClient bob = person(name("bob"))) {
      befriend(ann, bob);
      Stored text = ann.say(bob.id, "c-1", "first words");
      ann.reply(new Edit("c-2", text.conv(), text.seq(), "second words"), Stored.class);
      bob.reply(new React("r-1", text.conv(), text.seq(), "👍", true), Stored.class);
      Stored kept = bob.say(ann.id, "c-1", "mine stays");

      assertThat(ann.result(new Erase("not it")).code()).isEqualTo(403);
      assertThat(ann.result(new Erase("password of " + name)).code()).isZero();
      assertThat(ann.await(Bye.class).code()).isEqualTo(401);

      MemberChanged last = bob.await(MemberChanged.class);
      while (last.change() != Change.ERASED) {
        last = bob.await(MemberChanged.class);
      }
      assertThat(last.sender()).isEqualTo(ann.id);
      assertThat(last.name()).isEqualTo("erased");
      long end = last.seq();
      assertThat(bob.await(m -> m instanceof FriendEvent e && e.event().equals("removed")))
          .isNotNull();
      until(
          "the words are gone",
          () ->
              history(bob, text.conv()).stream()
                  .noneMatch(e -> e instanceof DirectPosted p && p.msg().contains("words")));
      List<Entry> entries = history(bob, text.conv());
      assertNoHoles(entries);
      DirectPosted gone = (DirectPosted) entries.get((int) text.seq() - 1);
      assertThat(gone.msg()).isEmpty();
      assertThat(gone.cmid()).isEqualTo("c-1");
      assertThat(gone.touched()).isNotNull();
      assertThat(gone.touched().recalled()).isTrue();
      assertThat(gone.touched().seq()).isEqualTo(end);
      assertThat(gone.touched().reactions()).isEmpty();
      assertThat(entries)
          .filteredOn(Edited.class::isInstance)
          .extracting(e -> ((Edited) e).msg())
          .containsExactly("");
      assertThat(((DirectPosted) entries.get((int) kept.seq() - 1)).msg()).isEqualTo("mine stays");
      assertThat(sync(bob, 0).friends()).isEmpty();
      assertThat(bob.result(new SendDirect("c-9", ann.id, "hello?")).code()).isEqualTo(403);
      assertThat(bob.result(new AddFriend(ann.id, "")).code()).isEqualTo(404);
    }
  }

  @Test
  default void erasedGroupsGoToTheLongestAdminAndEmptyOnesEnd() {
    String name = name("ann");
    try (ScriptedClient ann = person(name);
        ScriptedClient bob = person(name("bob"));
        ScriptedClient dan = person(name("dan"))) {
      GroupStored made = ann.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
      GroupStored own = ann.reply(new CreateGroup("g-2", "alone", ""), GroupStored.class);
      int group = made.groupid();
      for (ScriptedClient joining : List.of(bob, dan)) {
        joining.reply(new JoinGroup("j-1", group), GroupStored.class);
      }
      ann.reply(new SetRole("r-1", group, dan.id, Role.ADMIN), GroupStored.class);
      ann.sayToGroup(group, "t-1", "words of ann");
      bob.sayToGroup(group, "t-1", "words of bob");

      assertThat(ann.result(new Erase("password of " + name)).code()).isZero();

      until(
          "the words are gone",
          () ->
              history(bob, made.conv()).stream()
                  .filter(e -> e instanceof GroupPosted)
                  .map(e -> ((GroupPosted) e).msg())
                  .toList()
                  .equals(List.of("", "words of bob")));
      List<Entry> entries = history(bob, made.conv());
      assertNoHoles(entries);
      assertThat(entries)
          .filteredOn(e -> e instanceof MemberChanged change && change.sender() == ann.id)
          .extracting(e -> ((MemberChanged) e).change())
          .endsWith(Change.TRANSFERRED, Change.ERASED);
      assertThat(bob.reply(new ListMembers(group, 0, 10), MemberPage.class).members())
          .extracting(MemberPage.Member::id, MemberPage.Member::role)
          .containsExactly(tuple(bob.id, Role.NORMAL), tuple(dan.id, Role.CREATOR));
      until(
          "the group of nobody is gone",
          () -> bob.result(new JoinGroup("j-9", own.groupid())).code() == 404);
    }
  }

  @Test
  default void reactionsAndNoticesOfTheErasedGo() {
    String name = name("ann");
    try (ScriptedClient ann = person(name);
        ScriptedClient bob = person(name("bob"));
        ScriptedClient dan = person(name("dan"))) {
      GroupStored made = bob.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
      int group = made.groupid();
      for (ScriptedClient joining : List.of(ann, dan)) {
        joining.reply(new JoinGroup("j-1", group), GroupStored.class);
      }
      bob.reply(new SetRole("r-1", group, ann.id, Role.ADMIN), GroupStored.class);
      Stored text = bob.sayToGroup(group, "t-1", "words of bob");
      for (ScriptedClient reacting : List.of(ann, dan)) {
        reacting.reply(new React("r-2", made.conv(), text.seq(), "👍", true), Stored.class);
      }
      ann.reply(new React("r-3", made.conv(), text.seq(), "🎉", true), Stored.class);
      bob.reply(new SetNotice("n-1", group, "bob was first"), GroupStored.class);
      ann.reply(new SetNotice("n-1", group, "ann was here"), GroupStored.class);

      assertThat(ann.result(new Erase("password of " + name)).code()).isZero();

      until(
          "the notice is down",
          () -> bob.reply(new AskGroup(group), GroupState.class).notice().isEmpty());
      List<Entry> entries = history(bob, made.conv());
      assertNoHoles(entries);
      Entry end = entries.getLast();
      assertThat(((MemberChanged) end).change()).isEqualTo(Change.ERASED);
      GroupPosted left = (GroupPosted) entries.get((int) text.seq() - 1);
      assertThat(left.msg()).isEqualTo("words of bob");
      assertThat(left.touched())
          .isEqualTo(new Touched(end.seq(), false, false, List.of(new Reactions("👍", 1, false))));
      assertThat(entries)
          .filteredOn(Reacted.class::isInstance)
          .extracting(Entry::sender, e -> ((Reacted) e).reaction())
          .containsExactly(tuple(ann.id, ""), tuple(dan.id, "👍"), tuple(ann.id, ""));
      assertThat(entries)
          .filteredOn(e -> e instanceof MemberChanged change && change.change() == Change.NOTICE)
          .extracting(e -> ((MemberChanged) e).detail())
          .containsExactly("bob was first", "");
    }
  }

  @Test
  default void nameIsFreeAndTheIdIsNeverUsedAgain() {
    String name = name("ann");
    try (ScriptedClient ann = person(name);
        ScriptedClient bob = person(name("bob"))) {
      GroupStored left = bob.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
      ann.reply(new JoinGroup("j-1", left.groupid()), GroupStored.class);
      ann.sayToGroup(left.groupid(), "t-1", "before I leave");
      ann.reply(new LeaveGroup("l-1", left.groupid()), GroupStored.class);
      assertThat(ann.result(new AddFriend(bob.id, "please")).code()).isZero();
      assertThat(ann.result(new Erase("password of " + name)).code()).isZero();
      assertThat(sync(bob, 0).requests()).isEmpty();
      try (ScriptedClient other = ScriptedClient.tcp(node().tcp())) {
        Login byId = new Login(ann.id, null, "password of " + name, null, "d-1");
        assertThat(((LoggedIn) other.ask(byId)).code()).isEqualTo(401);
        Registered again = (Registered) other.ask(new Register(name, "password of " + name));
        assertThat(again.code()).isZero();
        assertThat(again.id()).isGreaterThan(ann.id);
        other.login(name);
        assertThat(bob.reply(new Find(String.valueOf(ann.id), null), Found.class).users())
            .extracting(Found.User::id)
            .doesNotContain(ann.id);
      }
      until(
          "what he said in a group that he had left is gone",
          () ->
              history(bob, left.conv()).stream()
                  .anyMatch(e -> e instanceof GroupPosted p && p.msg().isEmpty()));
    }
  }
}
