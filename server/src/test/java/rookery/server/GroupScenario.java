package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.ChatScenario.name;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import rookery.protocol.AdminMessages.AnswerJoin;
import rookery.protocol.AdminMessages.AskGroup;
import rookery.protocol.AdminMessages.Ban;
import rookery.protocol.AdminMessages.Code;
import rookery.protocol.AdminMessages.Dissolve;
import rookery.protocol.AdminMessages.GroupEvent;
import rookery.protocol.AdminMessages.GroupState;
import rookery.protocol.AdminMessages.Invite;
import rookery.protocol.AdminMessages.Kick;
import rookery.protocol.AdminMessages.MakeCode;
import rookery.protocol.AdminMessages.Mute;
import rookery.protocol.AdminMessages.Policy;
import rookery.protocol.AdminMessages.Rename;
import rookery.protocol.AdminMessages.SetNotice;
import rookery.protocol.AdminMessages.SetPolicy;
import rookery.protocol.AdminMessages.SetRole;
import rookery.protocol.AdminMessages.Transfer;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ClientMessage;
import rookery.protocol.GroupMessages.Change;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.GroupMessages.LeaveGroup;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.Role;
import rookery.protocol.RosterMessages.Find;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.SyncMessages.History;
import rookery.protocol.SyncMessages.HistoryPage;
import rookery.protocol.SyncMessages.Synced;

/// How groups are kept: roles, invitations, requests, kicks, bans, mutes, ends; on any store.
interface GroupScenario {
  TestNode node();

  private ScriptedClient person(String base) {
    return ScriptedClient.tcp(node().tcp()).register(name(base));
  }

  private static String cmid() {
    return UUID.randomUUID().toString();
  }

  private static GroupStored group(ScriptedClient creator, ScriptedClient... members) {
    GroupStored group = creator.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
    for (ScriptedClient member : members) {
      stored(member, new JoinGroup(cmid(), group.groupid()));
    }
    return group;
  }

  private static GroupStored stored(ScriptedClient client, ClientMessage message) {
    return client.reply(message, GroupStored.class);
  }

  private static int code(ScriptedClient client, ClientMessage message) {
    return client.result(message).code();
  }

  private static GroupState state(ScriptedClient client, int group) {
    return client.reply(new AskGroup(group), GroupState.class);
  }

  @Test
  default void rolesAreGivenByTheCreatorAndAreSeenByAll() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob");
        ScriptedClient eve = person("eve")) {
      int group = group(ann, bob, eve).groupid();
      assertThat(code(bob, new SetRole(cmid(), group, eve.id, Role.ADMIN))).isEqualTo(403);
      GroupStored made = stored(ann, new SetRole("r-1", group, bob.id, Role.ADMIN));
      MemberChanged seen = (MemberChanged) eve.awaitEntry(made.conv(), made.seq());
      assertThat(seen.change()).isEqualTo(Change.ROLE);
      assertThat(seen.detail()).isEqualTo("admin");
      assertThat(seen.user()).isEqualTo(bob.id);
      assertThat(stored(ann, new SetRole("r-1", group, bob.id, Role.ADMIN))).isEqualTo(made);
      assertThat(code(ann, new SetRole(cmid(), group, bob.id, Role.ADMIN))).isEqualTo(409);
      assertThat(code(bob, new SetRole(cmid(), group, eve.id, Role.ADMIN))).isEqualTo(403);
      assertThat(code(ann, new SetRole(cmid(), group, Integer.MAX_VALUE, Role.ADMIN)))
          .isEqualTo(404);
      assertThat(state(bob, group).role()).isEqualTo(Role.ADMIN);
      assertThat(code(bob, new Kick(cmid(), group, ann.id))).as("the creator").isEqualTo(403);
      stored(bob, new Kick(cmid(), group, eve.id));
    }
  }

  @Test
  default void kickedGetsNothingLaterAndMayJoinAgain() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      GroupStored made = group(ann, bob);
      int group = made.groupid();
      assertThat(code(bob, new Kick(cmid(), group, ann.id))).isEqualTo(403);
      GroupStored kick = stored(ann, new Kick(cmid(), group, bob.id));
      assertThat(((MemberChanged) bob.awaitEntry(kick.conv(), kick.seq())).change())
          .isEqualTo(Change.KICKED);
      assertThat(bob.await(GroupEvent.class).event()).isEqualTo("kicked");
      ann.sayToGroup(group, "c-1", "he is gone");
      assertThat(
              bob.reply(new History(made.conv(), null, 50), HistoryPage.class).entries().getLast())
          .isInstanceOf(MemberChanged.class);
      assertThat(code(bob, new SendGroup("c-2", group, "hello?"))).isEqualTo(403);
      assertThat(code(ann, new Kick(cmid(), group, bob.id))).isEqualTo(404);
      stored(bob, new JoinGroup(cmid(), group));
    }
  }

  @Test
  default void bannedStaysOutUntilHeIsUnbanned() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      int group = group(ann, bob).groupid();
      stored(ann, new Ban(cmid(), group, bob.id, true));
      assertThat(code(bob, new SendGroup("c-1", group, "hello?"))).isEqualTo(403);
      assertThat(code(bob, new JoinGroup(cmid(), group))).isEqualTo(403);
      assertThat(code(ann, new Invite(cmid(), group, bob.id))).isEqualTo(409);
      assertThat(code(ann, new Ban(cmid(), group, bob.id, true))).isEqualTo(409);
      assertThat(state(ann, group).banned())
          .extracting(GroupState.Banned::id)
          .containsExactly(bob.id);
      stored(ann, new Ban(cmid(), group, bob.id, false));
      stored(bob, new JoinGroup(cmid(), group));
      assertThat(code(bob, new Ban(cmid(), group, ann.id, true))).isEqualTo(403);
    }
  }

  @Test
  default void mutedReadsAndDoesNotWriteUntilThen() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      int group = group(ann, bob).groupid();
      bob.sayToGroup(group, "c-1", "loud");
      stored(ann, new Mute(cmid(), group, bob.id, Long.MAX_VALUE >> 11));
      assertThat(code(bob, new SendGroup("c-2", group, "louder"))).isEqualTo(403);
      assertThat(bob.sayToGroup(group, "c-1", "loud").seq()).as("a repeat").isPositive();
      ann.sayToGroup(group, "c-1", "quiet");
      assertThat(state(ann, group).muted()).hasSize(1);
      assertThat(state(bob, group).muted()).as("for a member").isNull();
      stored(ann, new Mute(cmid(), group, bob.id, 0L));
      bob.sayToGroup(group, "c-3", "thanks");
      stored(ann, new Mute(cmid(), group, bob.id, 1L));
      bob.sayToGroup(group, "c-4", "that time is over");
    }
  }

  @Test
  default void groupIsHandedOver() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      int group = group(ann, bob).groupid();
      assertThat(code(bob, new Transfer(cmid(), group, bob.id))).isEqualTo(403);
      stored(ann, new Transfer(cmid(), group, bob.id));
      assertThat(state(bob, group).role()).isEqualTo(Role.CREATOR);
      assertThat(state(ann, group).role()).isEqualTo(Role.ADMIN);
      assertThat(code(ann, new Transfer(cmid(), group, ann.id))).isEqualTo(403);
      stored(ann, new LeaveGroup(cmid(), group));
    }
  }

  @Test
  default void nameNoticeAndPolicyAreKeptAndTold() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      int group = group(ann, bob).groupid();
      String name = name("乌鸦");
      assertThat(code(bob, new Rename(cmid(), group, name, ""))).isEqualTo(403);
      GroupStored renamed = stored(ann, new Rename(cmid(), group, name, "all of us"));
      assertThat(((MemberChanged) bob.awaitEntry(renamed.conv(), renamed.seq())).detail())
          .isEqualTo(name);
      assertThat(bob.reply(new Find(name, null), Found.class).groups())
          .containsExactly(new Found.Group(group, name, "all of us"));
      assertThat(ChatScenario.sync(bob, 0).groups())
          .extracting(Synced.Group::groupname)
          .containsExactly(name);
      stored(ann, new SetNotice(cmid(), group, "Meet at dusk.\nBring seeds."));
      stored(ann, new SetPolicy(cmid(), group, Policy.INVITATION));
      GroupState state = state(bob, group);
      assertThat(state.notice()).isEqualTo("Meet at dusk.\nBring seeds.");
      assertThat(state.policy()).isEqualTo(Policy.INVITATION);
      assertThat(state.members()).isEqualTo(2);
    }
  }

  @Test
  default void closedGroupTakesTheInvitedAndWhoBringsACode() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob");
        ScriptedClient eve = person("eve")) {
      int group = group(ann).groupid();
      stored(ann, new SetPolicy(cmid(), group, Policy.INVITATION));
      assertThat(code(bob, new JoinGroup(cmid(), group))).isEqualTo(403);
      stored(ann, new Invite(cmid(), group, bob.id));
      GroupEvent invited = bob.await(GroupEvent.class);
      assertThat(invited.event()).isEqualTo("invited");
      stored(bob, new JoinGroup(cmid(), invited.groupid()));
      assertThat(code(bob, new Invite(cmid(), group, eve.id))).isEqualTo(403);
      assertThat(code(bob, new MakeCode(group, 1))).isEqualTo(403);
      Code code = ann.reply(new MakeCode(group, 1), Code.class);
      assertThat(code(eve, new JoinGroup(cmid(), group, "no-such-code", null))).isEqualTo(403);
      stored(eve, new JoinGroup(cmid(), group, code.code(), null));
      stored(ann, new Kick(cmid(), group, bob.id));
      assertThat(code(bob, new JoinGroup(cmid(), group)))
          .as("an invitation is good once")
          .isEqualTo(403);
    }
  }

  @Test
  default void whoAsksIsLetInOrTurnedAway() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob");
        ScriptedClient eve = person("eve")) {
      int group = group(ann).groupid();
      stored(ann, new SetPolicy(cmid(), group, Policy.APPROVAL));
      assertThat(bob.result(new JoinGroup(cmid(), group, null, "it is me")).data()).isNull();
      GroupEvent asked = ann.await(GroupEvent.class);
      assertThat(asked.event()).isEqualTo("asked");
      assertThat(asked.note()).isEqualTo("it is me");
      assertThat(code(bob, new SendGroup("c-1", group, "already?"))).isEqualTo(403);
      assertThat(code(bob, new AnswerJoin(cmid(), group, bob.id, true))).isEqualTo(403);
      GroupStored joined = stored(ann, new AnswerJoin(cmid(), group, bob.id, true));
      assertThat(((MemberChanged) bob.awaitEntry(joined.conv(), joined.seq())).change())
          .isEqualTo(Change.JOINED);
      assertThat(code(eve, new JoinGroup(cmid(), group))).isZero();
      assertThat(state(ann, group).requests())
          .extracting(GroupState.Asking::id)
          .containsExactly(eve.id);
      assertThat(code(ann, new AnswerJoin(cmid(), group, eve.id, false))).isZero();
      assertThat(eve.await(GroupEvent.class).event()).isEqualTo("refused");
      assertThat(code(ann, new AnswerJoin(cmid(), group, eve.id, true))).isEqualTo(404);
    }
  }

  @Test
  default void dissolvedGroupIsGoneForAll() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      GroupStored made = group(ann, bob);
      int group = made.groupid();
      assertThat(code(bob, new Dissolve(cmid(), group))).isEqualTo(403);
      GroupStored end = stored(ann, new Dissolve("d-1", group));
      assertThat(((MemberChanged) bob.awaitEntry(end.conv(), end.seq())).change())
          .isEqualTo(Change.DISSOLVED);
      assertThat(stored(ann, new Dissolve("d-1", group))).as("a repeat").isEqualTo(end);
      assertThat(code(ann, new SendGroup("c-1", group, "hello?"))).isEqualTo(403);
      assertThat(code(bob, new JoinGroup(cmid(), group))).isEqualTo(404);
      assertThat(ChatScenario.sync(bob, 0).groups()).isEmpty();
      assertThat(bob.reply(new History(made.conv(), null, 50), HistoryPage.class).entries())
          .hasSize(2);
    }
  }

  @Test
  default void classicMemberWhoIsKickedIsTold() throws IOException {
    try (ScriptedClient ann = person("ann");
        ClassicClient li = new ClassicClient(node().tcp())) {
      int group = group(ann).groupid();
      int liId = li.register(name("li"));
      li.login(liId);
      li.send("{\"msgid\":8,\"groupid\":" + group + "}");
      ann.await(m -> m instanceof MemberChanged change && change.change() == Change.JOINED);
      stored(ann, new Kick(cmid(), group, liId));
      JsonNode told = li.recv();
      assertThat(told.path("msgid").asInt()).isEqualTo(5);
      assertThat(told.path("id").asInt(-1)).isZero();
      assertThat(told.path("msg").asText()).contains("crows");
    }
  }
}
