package rookery.tui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.tui.model.Story.CONV;
import static rookery.tui.model.Story.fromBob;

import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.protocol.AccountMessages.Pong;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.Received;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.Sync;

final class CursorRuleTest {
  @Test
  void nextEntryIsShownAndConfirmed() {
    Story story = Story.inSync(4).comes(fromBob(5));

    assertThat(story.sequences()).containsExactly(5L);
    assertThat(story.takeTold()).containsExactly(new Received(CONV, 5L));
  }

  @Test
  void knownEntryIsIgnored() {
    Story story = Story.inSync(4).comes(fromBob(5)).comes(fromBob(5)).comes(fromBob(3));

    assertThat(story.sequences()).containsExactly(5L);
    assertThat(story.unread()).isEqualTo(1);
  }

  @Test
  void otherTextUnderKnownSequenceReplacesIt() {
    var other = new DirectPosted(CONV, 5, 1_005, Story.BOB, "bob", "x", Story.ANN, "other");
    Story story = Story.inSync(4).comes(fromBob(5)).comes(other);

    assertThat(story.log().entries()).containsExactly(other);
  }

  @Test
  void entryBeyondGapIsHeldAndGapAskedFor() {
    Story story = Story.inSync(4).comes(fromBob(7));

    assertThat(story.sequences()).isEmpty();
    assertThat(story.takeRequests())
        .containsExactly(new Backlog(List.of(new Cursor(CONV, 4L)), 100));
  }

  @Test
  void filledGapReleasesWhatWasHeld() {
    Story story = Story.inSync(4).comes(fromBob(7)).comes(fromBob(8));
    story.backlog(4, false, 6, fromBob(5), fromBob(6));

    assertThat(story.sequences()).containsExactly(5L, 6L, 7L, 8L);
    assertThat(story.log().held()).isEmpty();
    assertThat(story.unread()).isEqualTo(4);
  }

  @Test
  void gapFilledByLateEntryNeedsNoBacklog() {
    Story story = Story.inSync(4).comes(fromBob(6)).comes(fromBob(5));
    story.backlog(4, false, 6, fromBob(5), fromBob(6));

    assertThat(story.sequences()).containsExactly(5L, 6L);
    assertThat(story.unread()).isEqualTo(2);
  }

  @Test
  void whatIsNotMineIsNoHole() {
    Story story = Story.inSync(4).comes(fromBob(9)).backlog(4, false, 9, fromBob(9));

    assertThat(story.sequences()).containsExactly(9L);
    assertThat(story.log().cursor()).isEqualTo(9);
  }

  @Test
  void backlogIsAskedForUntilNothingIsLeft() {
    var story = new Story();
    story.signIn().synced(6, 2, 2, 4);
    assertThat(story.takeRequests()).contains(new Backlog(List.of(new Cursor(CONV, 2L)), 100));

    story.backlog(2, true, 4, fromBob(3), fromBob(4));
    assertThat(story.takeRequests())
        .containsExactly(new Backlog(List.of(new Cursor(CONV, 4L)), 100));

    story.backlog(4, false, 6, fromBob(5), fromBob(6));
    assertThat(story.takeRequests()).isEmpty();
    assertThat(story.sequences()).containsExactly(3L, 4L, 5L, 6L);
  }

  @Test
  void pageWithoutProgressIsNotAskedForAgainAtOnce() {
    var story = new Story();
    story.signIn().synced(6, 2, 2, 4);
    story.takeEffects();
    story.backlog(2, true, 2);
    assertThat(story.takeRequests()).isEmpty();

    story.comes(new Pong(null, 0, CONV, 6L, 1L));
    assertThat(story.takeRequests()).hasSize(1);
  }

  @Test
  void entryOfUnknownConversationWaitsForSync() {
    var story = new Story();
    story.signIn();
    story.takeEffects();
    story.comes(fromBob(12));
    assertThat(story.sequences()).isEmpty();

    story.synced(12, 11, 11, 1);
    assertThat(story.sequences()).containsExactly(12L);
    assertThat(story.unread()).isEqualTo(1);
  }

  @Test
  void pongThatNamesWhatIsNotHereAsksForSync() {
    Story story = Story.inSync(4).comes(new Pong(null, 0, CONV, 4L, 1L));
    assertThat(story.takeRequests()).isEmpty();

    story.comes(new Pong(null, 0, CONV, 5L, 1L));
    assertThat(story.takeRequests())
        .containsExactly(new Sync(1L, List.of(new Cursor(CONV, 4L)), 0L, null));
  }

  @Test
  void secondConnectionSyncsFromCursor() {
    Story story = Story.inSync(4).comes(fromBob(5)).happens(new Event.Lost(0, "Gone."));
    story.takeEffects();
    story.signIn();

    assertThat(story.takeRequests())
        .containsExactly(new Sync(1L, List.of(new Cursor(CONV, 5L)), 0L, null));
  }

  @Test
  void failedSyncIsRepeatedWhenServerIsHeardOf() {
    var story = new Story();
    story.signIn();
    story.refused(new Sync(0L, List.of()), 503);
    story.takeEffects();
    story.comes(new Pong(null, 0, null, null, 0L));

    assertThat(story.takeRequests()).containsExactly(new Sync(0L, List.of(), 0L, null));
  }
}
