package rookery.tui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.protocol.RosterMessages.AcceptFriend;
import rookery.protocol.RosterMessages.FriendEvent;
import rookery.protocol.RosterMessages.Presence;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;

final class RosterRulesTest {
  @Test
  void presenceComesAndGoes() {
    Story story = Story.inSync(4).comes(Presence.of(Story.BOB, false));
    assertThat(story.state().roster().online()).isEmpty();

    story.comes(Presence.of(Story.BOB, true));
    assertThat(story.state().roster().online()).containsExactly(Story.BOB);
  }

  @Test
  void nobodyIsKnownToBeOnlineWithoutConnection() {
    Story story = Story.inSync(4).happens(new Event.Lost(0, "Gone."));

    assertThat(story.state().roster().online()).isEmpty();
    assertThat(story.state().roster().friends()).hasSize(1);
  }

  @Test
  void friendRequestIsToldAndBringsTheNewRoster() {
    Story story =
        Story.inSync(4).comes(new FriendEvent("requested", 9, "eve", "it is me", true, 2));

    assertThat(story.state().notice().text()).contains("eve", "it is me", "/accept eve");
    assertThat(story.takeRequests()).hasOnlyElementsOfType(Sync.class).hasSize(1);
  }

  @Test
  void ownChangeOfRosterBringsTheNewOne() {
    Story story = Story.inSync(4).answered(new AcceptFriend(9, "c"), null);

    assertThat(story.takeRequests()).hasOnlyElementsOfType(Sync.class).hasSize(1);
  }

  @Test
  void unchangedRosterIsKept() {
    Story story = Story.inSync(4);
    story.answered(
        new Sync(1L, List.of()), new Synced(1, 0, null, null, null, List.of(), List.of(), false));

    assertThat(story.state().roster().friends()).hasSize(1);
    assertThat(story.state().roster().online()).isEmpty();
  }

  @Test
  void anotherUserBeginsAnew() {
    Story story = Story.inSync(4).happens(new Event.SignedIn(99, "zoe"));

    assertThat(story.state().conversations()).isEmpty();
    assertThat(story.state().me()).isEqualTo(99);
  }
}
