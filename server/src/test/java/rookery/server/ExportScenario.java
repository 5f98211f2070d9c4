package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.ChatScenario.befriend;
import static rookery.server.ChatScenario.name;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.GroupMessages.LeaveGroup;
import rookery.protocol.RosterMessages.Block;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.SelfMessages.Devices.Device;
import rookery.protocol.SelfMessages.Export;
import rookery.protocol.SelfMessages.Exported;
import rookery.protocol.SelfMessages.Nickname;
import rookery.protocol.SelfMessages.SetNickname;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.Synced;

/// What a user gets who asks for all that is kept of him, on any store.
interface ExportScenario {
  TestNode node();

  private ScriptedClient person(String base) {
    return ScriptedClient.tcp(node().tcp()).register(name(base));
  }

  @Test
  default void exportGivesAllThatIsHisAndNoMore() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob");
        ScriptedClient eve = person("eve")) {
      befriend(ann, bob);
      ann.reply(new SetNickname("crow"), Nickname.class);
      ann.reply(new Block(eve.id, "b-1"), Stored.class);
      GroupStored group = bob.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
      bob.sayToGroup(group.groupid(), "t-0", "before ann");
      ann.reply(new JoinGroup("j-1", group.groupid()), GroupStored.class);
      for (int i = 0; i < 250; i++) {
        bob.sayToGroup(group.groupid(), "t-1-" + i, "text " + i);
      }
      ann.reply(new LeaveGroup("l-1", group.groupid()), GroupStored.class);
      bob.sayToGroup(group.groupid(), "t-2", "after ann");
      Stored last = ann.say(bob.id, "c-1", "bye");

      Exported first = ann.reply(new Export(null), Exported.class);
      assertThat(first.profile()).isNotNull();
      assertThat(first.profile().id()).isEqualTo(ann.id);
      assertThat(first.profile().nickname()).isEqualTo("crow");
      assertThat(first.devices()).filteredOn(Device::current).hasSize(1);
      assertThat(first.friends()).extracting(Synced.Friend::id).containsExactly(bob.id);
      assertThat(first.blocked()).extracting(Found.User::id).containsExactly(eve.id);
      assertThat(first.groups()).isEmpty();

      List<Entry> entries = new ArrayList<>();
      int parts = 0;
      Cursor next = first.next();
      while (next != null) {
        Exported part = ann.reply(new Export(next), Exported.class);
        assertThat(part.profile()).isNull();
        entries.addAll(part.entries());
        next = part.next();
        parts++;
      }
      assertThat(parts).as("an answer holds 200 at most").isGreaterThan(1);
      assertThat(entries)
          .filteredOn(GroupPosted.class::isInstance)
          .extracting(e -> ((GroupPosted) e).msg())
          .hasSize(250)
          .doesNotContain("before ann", "after ann")
          .startsWith("text 0")
          .endsWith("text 249");
      assertThat(entries)
          .filteredOn(e -> e.conv() == last.conv())
          .last()
          .isEqualTo(bob.awaitEntry(last.conv(), last.seq()));
    }
  }

  @Test
  default void exportTakesNoPlaceInWhatIsNotHis() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      GroupStored group = bob.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
      Exported part = ann.reply(new Export(new Cursor(group.conv(), 0L)), Exported.class);
      assertThat(part.entries()).isEmpty();
      assertThat(part.next()).isNull();
    }
  }
}
