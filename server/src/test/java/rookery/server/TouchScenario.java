package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.ChatScenario.name;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ChatMessages.Mentions;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.GroupMessages.LeaveGroup;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.History;
import rookery.protocol.SyncMessages.HistoryPage;
import rookery.protocol.TouchMessages.Edit;
import rookery.protocol.TouchMessages.Edited;
import rookery.protocol.TouchMessages.React;
import rookery.protocol.TouchMessages.Reacted;
import rookery.protocol.TouchMessages.Reactions;
import rookery.protocol.TouchMessages.Recall;
import rookery.protocol.TouchMessages.Recalled;
import rookery.protocol.TouchMessages.SendTyping;
import rookery.protocol.TouchMessages.Touched;
import rookery.protocol.TouchMessages.Typing;

/// Replies, mentions, edits, recalls, reactions and typing, on any store.
interface TouchScenario {
  TestNode node();

  private ScriptedClient person(String base) {
    return ScriptedClient.tcp(node().tcp()).register(name(base));
  }

  private static List<Entry> history(ScriptedClient client, long conversation) {
    return client.reply(new History(conversation, null, 100), HistoryPage.class).entries();
  }

  private static DirectPosted text(ScriptedClient client, Stored stored) {
    return (DirectPosted) at(history(client, stored.conv()), stored.seq());
  }

  private static Entry at(List<Entry> entries, long seq) {
    return entries.stream().filter(entry -> entry.seq() == seq).findFirst().orElseThrow();
  }

  private static Stored edit(ScriptedClient client, Stored text, String cmid, String words) {
    return client.reply(new Edit(cmid, text.conv(), text.seq(), words), Stored.class);
  }

  private static Stored recall(ScriptedClient client, Stored text, String cmid) {
    return client.reply(new Recall(cmid, text.conv(), text.seq()), Stored.class);
  }

  private static Stored react(
      ScriptedClient client, Stored text, String cmid, String reaction, boolean on) {
    return client.reply(new React(cmid, text.conv(), text.seq(), reaction, on), Stored.class);
  }

  @Test
  default void editIsToldAndTheTextIsServedAsItStands() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      ChatScenario.befriend(ann, bob);
      Stored text = ann.say(bob.id, "c-1", "helo");
      Stored first = edit(ann, text, "e-1", "hello");
      assertThat(first.seq()).isEqualTo(text.seq() + 1);
      Edited told = bob.await(Edited.class);
      assertThat(told.msg()).isEqualTo("hello");
      assertThat(told.target()).isEqualTo(text.seq());
      assertThat(ann.await(Edited.class))
          .as("to the device that did it too")
          .isEqualTo(
              new Edited(
                  told.conv(),
                  told.seq(),
                  told.ts(),
                  ann.id,
                  told.name(),
                  "e-1",
                  told.target(),
                  "hello",
                  null,
                  bob.id));
      Stored second = edit(ann, text, "e-2", "hello 你好");
      DirectPosted now = text(bob, text);
      assertThat(now.msg()).isEqualTo("hello 你好");
      assertThat(now.touched()).isEqualTo(new Touched(second.seq(), true, false, List.of()));
      assertThat(((Edited) at(history(bob, text.conv()), first.seq())).msg()).isEqualTo("hello");
      assertThat(edit(ann, text, "e-1", "hello")).as("a repeat").isEqualTo(first);
      assertThat(bob.result(new Edit("x", text.conv(), text.seq(), "mine")).code()).isEqualTo(403);
      assertThat(ann.result(new Edit("x", text.conv(), first.seq(), "what")).code()).isEqualTo(404);
      assertThat(ann.result(new Edit("y", text.conv(), 999L, "what")).code()).isEqualTo(404);
    }
  }

  @Test
  default void recalledTextKeepsItsPlaceWithoutItsWords() {
    String name = name("bob");
    try (ScriptedClient ann = person("ann")) {
      ScriptedClient bob = ScriptedClient.tcp(node().tcp()).register(name);
      ChatScenario.befriend(ann, bob);
      bob.close();
      Stored text = ann.say(bob.id, "c-1", "secret");
      Stored kept = ann.say(bob.id, "c-2", "kept");
      Stored edit = edit(ann, text, "e-1", "secret too");
      Stored recall = recall(ann, text, "r-1");
      assertThat(ann.await(Recalled.class).target()).isEqualTo(text.seq());
      try (ScriptedClient back = ScriptedClient.tcp(node().tcp()).login(name)) {
        assertThat(ChatScenario.sync(back, 0).conversations().getFirst().unread())
            .as("unread without what was recalled")
            .isEqualTo(1);
        List<Entry> missed =
            back.reply(new Backlog(List.of(new Cursor(text.conv(), 1L)), 50), BacklogPage.class)
                .entries();
        assertThat(missed)
            .extracting(Entry::seq)
            .containsExactly(text.seq(), kept.seq(), edit.seq(), recall.seq());
        DirectPosted gone = (DirectPosted) missed.getFirst();
        assertThat(gone.msg()).isEmpty();
        assertThat(gone.touched()).isEqualTo(new Touched(recall.seq(), false, true, List.of()));
        assertThat(missed.toString()).doesNotContain("secret");
      }
      assertThat(ann.result(new Edit("e-2", text.conv(), text.seq(), "again")).code())
          .isEqualTo(409);
      assertThat(ann.result(new Recall("r-2", text.conv(), text.seq())).code()).isEqualTo(409);
      assertThat(ann.result(new React("x-1", text.conv(), text.seq(), "👍", null)).code())
          .isEqualTo(409);
    }
  }

  @Test
  default void reactionsAreCountedByKindAndTakenAway() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      ChatScenario.befriend(ann, bob);
      Stored text = ann.say(bob.id, "c-1", "hi");
      react(bob, text, "x-1", "👍", true);
      assertThat(ann.await(Reacted.class).reaction()).isEqualTo("👍");
      react(ann, text, "x-1", "👍", true);
      react(ann, text, "x-2", "🎉", true);
      assertThat(text(bob, text).touched().reactions())
          .containsExactly(new Reactions("👍", 2, true), new Reactions("🎉", 1, false));
      assertThat(bob.result(new React("x-2", text.conv(), text.seq(), "👍", true)).code())
          .isEqualTo(409);
      Stored away = react(bob, text, "x-3", "👍", false);
      assertThat(ann.await(m -> m instanceof Reacted reacted && !reacted.on())).isNotNull();
      assertThat(text(bob, text).touched())
          .isEqualTo(
              new Touched(
                  away.seq(),
                  false,
                  false,
                  List.of(new Reactions("👍", 1, false), new Reactions("🎉", 1, false))));
      assertThat(bob.result(new React("x-4", text.conv(), text.seq(), "🎉", false)).code())
          .isEqualTo(409);
    }
  }

  @Test
  default void kindsOfReactionsAreBounded() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      ChatScenario.befriend(ann, bob);
      Stored text = ann.say(bob.id, "c-1", "hi");
      for (int i = 0; i < 20; i++) {
        react(bob, text, "x-" + i, "r" + i, true);
      }
      assertThat(bob.result(new React("x", text.conv(), text.seq(), "more", true)).code())
          .isEqualTo(409);
      react(ann, text, "x", "r7", true);
    }
  }

  @Test
  default void replyNamesATextThatItsSenderMayRead() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      ChatScenario.befriend(ann, bob);
      Stored text = ann.say(bob.id, "c-1", "tea?");
      bob.reply(new SendDirect("c-1", ann.id, "yes", text.seq()), Stored.class);
      assertThat(ann.await(DirectPosted.class).reply()).isEqualTo(text.seq());
      assertThat(bob.result(new SendDirect("c-2", ann.id, "what", 999L)).code()).isEqualTo(404);
      assertThat(bob.result(new SendDirect("c-3", ann.id, "what", 1L)).code())
          .as("a reply to a change of members")
          .isEqualTo(404);
    }
  }

  @Test
  default void mentionsNameMembersAndOnlyTheCreatorMentionsAll() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob");
        ScriptedClient eve = person("eve")) {
      GroupStored group = ann.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
      Stored early = ann.sayToGroup(group.groupid(), "c-0", "before bob");
      bob.reply(new JoinGroup("j-1", group.groupid()), GroupStored.class);
      Mentions both = new Mentions(List.of(bob.id, eve.id), true);
      ann.reply(new SendGroup("c-1", group.groupid(), "hey", null, both), Stored.class);
      assertThat(bob.await(GroupPosted.class).mentions())
          .isEqualTo(new Mentions(List.of(bob.id), true));
      assertThat(bob.result(new SendGroup("c-1", group.groupid(), "hey", null, both)).code())
          .isEqualTo(403);
      Mentions one = new Mentions(List.of(ann.id), false);
      bob.reply(new SendGroup("c-2", group.groupid(), "hey", null, one), Stored.class);
      assertThat(ann.await(GroupPosted.class).mentions()).isEqualTo(one);
      assertThat(bob.result(new SendGroup("c-3", group.groupid(), "re", early.seq(), null)).code())
          .as("a reply to what was before his time")
          .isEqualTo(404);
    }
  }

  @Test
  default void creatorRecallsTheTextsOfOthersAndMembersDoNot() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob");
        ScriptedClient eve = person("eve")) {
      GroupStored group = ann.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
      bob.reply(new JoinGroup("j-1", group.groupid()), GroupStored.class);
      eve.reply(new JoinGroup("j-1", group.groupid()), GroupStored.class);
      Stored text = bob.sayToGroup(group.groupid(), "c-1", "rude");
      assertThat(eve.result(new Recall("r-1", text.conv(), text.seq())).code()).isEqualTo(403);
      recall(ann, text, "r-1");
      GroupPosted gone = (GroupPosted) at(history(eve, text.conv()), text.seq());
      assertThat(gone.touched().recalled()).isTrue();
      assertThat(bob.await(Recalled.class).groupid()).isEqualTo(group.groupid());
    }
  }

  @Test
  default void whoHasLeftReadsATextAsItStoodThen() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      GroupStored group = ann.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
      bob.reply(new JoinGroup("j-1", group.groupid()), GroupStored.class);
      Stored text = ann.sayToGroup(group.groupid(), "c-1", "one");
      Stored other = ann.sayToGroup(group.groupid(), "c-2", "other");
      edit(ann, text, "e-1", "two");
      react(ann, other, "x-1", "👍", true);
      bob.reply(new LeaveGroup("l-1", group.groupid()), GroupStored.class);
      edit(ann, text, "e-2", "three");
      edit(ann, other, "e-3", "another");
      react(ann, other, "x-2", "🎉", true);
      List<Entry> his = history(bob, text.conv());
      assertThat(((GroupPosted) at(his, text.seq())).msg()).isEqualTo("two");
      GroupPosted second = (GroupPosted) at(his, other.seq());
      assertThat(second.msg()).isEqualTo("other");
      assertThat(second.touched().edited()).isFalse();
      assertThat(second.touched().reactions()).containsExactly(new Reactions("👍", 1, false));
      assertThat(bob.result(new React("x-9", text.conv(), text.seq(), "👎", true)).code())
          .isEqualTo(403);
      recall(ann, text, "r-1");
      assertThat(history(bob, text.conv()).toString()).doesNotContain("two");
    }
  }

  @Test
  default void typingIsPassedOnToTheOthersAndNotTooOften() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob");
        ScriptedClient eve = person("eve")) {
      ChatScenario.befriend(ann, bob);
      long conversation = ann.say(bob.id, "c-1", "hi").conv();
      ann.send(new SendTyping(conversation), 1_000);
      ann.send(new SendTyping(conversation), 1_001);
      assertThat(bob.await(Typing.class).id()).isEqualTo(ann.id);
      ann.say(bob.id, "c-2", "end");
      Predicate<Object> end = m -> m instanceof DirectPosted text && text.msg().equals("end");
      bob.await(end::test);
      assertThat(bob.heard(Typing.class)).as("more typing").isFalse();
      assertThat(eve.result(new SendTyping(conversation)).code()).isEqualTo(403);
    }
  }
}
