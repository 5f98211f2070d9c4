package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.server.ChatScenario.befriend;
import static rookery.server.ChatScenario.name;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.GroupMessages.LeaveGroup;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.Search;
import rookery.protocol.SyncMessages.SearchPage;
import rookery.protocol.TouchMessages.Edit;
import rookery.protocol.TouchMessages.Recall;

/// Finding texts, on any store.
interface SearchScenario {
  TestNode node();

  private ScriptedClient person(String base) {
    return ScriptedClient.tcp(node().tcp()).register(name(base));
  }

  private static List<Long> found(ScriptedClient client, String words, @Nullable Long conv) {
    List<Long> seqs = new ArrayList<>();
    Cursor before = null;
    do {
      SearchPage page = client.reply(new Search(words, conv, before, 2), SearchPage.class);
      assertThat(page.entries()).hasSizeLessThanOrEqualTo(2);
      page.entries().stream().map(Entry::seq).forEach(seqs::add);
      before = page.before();
    } while (before != null);
    return seqs;
  }

  @Test
  default void textsAreFoundNewestFirstInAnyScriptAndCase() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      befriend(ann, bob);
      long conv = ann.say(bob.id, "c-1", "今天我们去看乌鸦").conv();
      ann.say(bob.id, "c-2", "The Rookery is full");
      bob.say(ann.id, "c-3", "rookery 100%_sure!");
      ann.say(bob.id, "c-4", "ROOKERY");
      assertThat(found(bob, "rookery", conv)).containsExactly(5L, 4L, 3L);
      assertThat(found(bob, "看乌", null)).containsExactly(2L);
      assertThat(found(bob, "%", null)).containsExactly(4L);
      assertThat(found(bob, "0%_S", null)).containsExactly(4L);
      assertThat(found(bob, "e!", null)).containsExactly(4L);
      assertThat(found(bob, "nothing of it", null)).isEmpty();
    }
  }

  @Test
  default void onlyWhatOneMayReadIsFound() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob");
        ScriptedClient eve = person("eve")) {
      GroupStored group = ann.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
      ann.sayToGroup(group.groupid(), "c-1", "needle before");
      bob.reply(new JoinGroup("j-1", group.groupid()), GroupStored.class);
      Stored within = ann.sayToGroup(group.groupid(), "c-2", "needle within");
      Stored changed = ann.sayToGroup(group.groupid(), "c-3", "straw");
      bob.reply(new LeaveGroup("l-1", group.groupid()), GroupStored.class);
      ann.sayToGroup(group.groupid(), "c-4", "needle after");
      ann.reply(new Edit("e-1", group.conv(), changed.seq(), "needle now"), Stored.class);
      assertThat(found(bob, "needle", null)).containsExactly(within.seq());
      assertThat(found(ann, "needle", group.conv())).hasSize(4);
      assertThat(eve.result(new Search("needle", group.conv(), null, null)).code()).isEqualTo(403);
      assertThat(found(eve, "needle", null)).isEmpty();
    }
  }

  @Test
  default void textIsFoundByItsWordsOfNowAndNotOnceRecalled() {
    try (ScriptedClient ann = person("ann");
        ScriptedClient bob = person("bob")) {
      befriend(ann, bob);
      Stored text = ann.say(bob.id, "c-1", "first words");
      ann.reply(new Edit("e-1", text.conv(), text.seq(), "other words"), Stored.class);
      assertThat(found(bob, "first", null)).isEmpty();
      assertThat(found(bob, "other", null)).containsExactly(text.seq());
      ann.reply(new Recall("r-1", text.conv(), text.seq()), Stored.class);
      assertThat(found(bob, "other", null)).isEmpty();
    }
  }
}
