package rookery.tui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.protocol.AccountMessages.Pong;
import rookery.protocol.AdminMessages.GroupEvent;
import rookery.protocol.ErrorCode;
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
  void friendRequestIsToldWithTheRosterThatHasIt() {
    Story story = Story.inSync(4).comes(request(2));

    assertThat(story.state().notice().text()).isEmpty();
    assertThat(story.takeRequests()).hasOnlyElementsOfType(Sync.class).hasSize(1);

    story.answered(new Sync(1L, List.of()), rosterWithRequest(2));
    assertThat(story.state().notice().text()).contains("eve", "it is me", "/accept eve");
    assertThat(story.state().roster().incoming()).extracting(each -> each.name()).contains("eve");
    assertThat(story.takeRequests()).doesNotHaveAnyElementsOfTypes(Sync.class);
  }

  @Test
  void friendRequestIsNotToldWithAnOlderRoster() {
    Story story = Story.inSync(4).comes(request(2)).comes(request(3));
    story.answered(new Sync(1L, List.of()), rosterWithRequest(2));

    assertThat(story.state().notice().text()).isEmpty();

    story.answered(new Sync(2L, List.of()), rosterWithRequest(3));
    assertThat(story.state().notice().text()).contains("/accept eve");
  }

  @Test
  void friendRequestIsToldAlsoWhenTheConnectionEndsMeanwhile() {
    Story story = Story.inSync(4).comes(request(2)).happens(new Event.Lost(0, "Gone.")).signIn();
    assertThat(story.state().notice().text()).isEmpty();

    story.answered(new Sync(1L, List.of()), rosterWithRequest(2));
    assertThat(story.state().notice().text()).contains("/accept eve");
  }

  @Test
  void friendRequestThatTheRosterHasIsToldAtOnce() {
    Story story = Story.inSync(4);
    story.answered(new Sync(1L, List.of()), rosterWithRequest(2)).takeEffects();
    story.comes(request(2));

    assertThat(story.state().notice().text()).contains("/accept eve");
    assertThat(story.takeRequests()).isEmpty();
  }

  @Test
  void friendRequestThatWasAnsweredElsewhereIsNotTold() {
    Story story = Story.inSync(4).comes(request(2));
    story.answered(
        new Sync(1L, List.of()),
        new Synced(3, 0, null, List.of(), null, List.of(), List.of(), false));

    assertThat(story.state().notice().text()).isEmpty();
  }

  @Test
  void syncThatFailsIsAskedAgain() {
    Story story = Story.inSync(4).comes(request(2));
    story.takeEffects();
    story.refused(new Sync(1L, List.of()), ErrorCode.TRY_AGAIN);
    assertThat(story.takeRequests()).isEmpty();

    story.comes(new Pong(1L, 0, null, null, null));
    assertThat(story.takeRequests()).hasOnlyElementsOfType(Sync.class).hasSize(1);
  }

  @Test
  void whatIsWantedWhileASyncComesInPartsIsAskedForAfterIt() {
    Story story = Story.inSync(4).comes(request(2));
    Sync first = (Sync) story.takeRequests().getFirst();
    story.comes(request(3));
    var head = new Synced.Head(3, "direct", Story.BOB, null, "bob", 4, 4, 4, 0, false, 0);
    var request = new Synced.FriendRequest(9, "eve", "it is me", 1_000, true);
    story.answered(
        first, new Synced(2, 0, null, List.of(request), null, List.of(), List.of(head), true));
    Sync rest = (Sync) story.takeRequests().getFirst();
    assertThat(rest.from()).isEqualTo(3);

    story.answered(rest, new Synced(3, 0, null, null, null, List.of(), List.of(), false));
    assertThat(story.state().roster().version()).isEqualTo(2);
    assertThat(story.takeRequests()).containsExactly(new Sync(2L, first.after(), 0L, null));
  }

  private static FriendEvent request(long roster) {
    return new FriendEvent("requested", 9, "eve", "it is me", true, roster);
  }

  private static Synced rosterWithRequest(long version) {
    var request = new Synced.FriendRequest(9, "eve", "it is me", 1_000, true);
    return new Synced(version, 0, null, List.of(request), null, List.of(), List.of(), false);
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

  @Test
  void whatHappensWithGroupsIsTold() {
    Story story = Story.inSync(4);

    story.comes(new GroupEvent("invited", 3, "crows", Story.ANN, Story.BOB, "bob", null));
    assertThat(story.state().notice().text()).isEqualTo("bob invites you to crows – /join 3");
    story.comes(new GroupEvent("asked", 3, "crows", 9, 9, "eve", "let me in"));
    assertThat(story.state().notice().text()).isEqualTo("eve asks to join crows: “let me in”");
    story.comes(new GroupEvent("kicked", 3, "crows", Story.ANN, Story.BOB, "bob", null));
    assertThat(story.state().notice().text()).isEqualTo("bob removed you from crows.");
  }
}
