package rookery.tui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.tui.model.Story.ANN;
import static rookery.tui.model.Story.BOB;
import static rookery.tui.model.Story.CONV;
import static rookery.tui.model.Story.WITH_BOB;
import static rookery.tui.model.Story.fromAnn;
import static rookery.tui.model.Story.fromBob;

import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.protocol.ChatMessages.Read;
import rookery.protocol.ChatMessages.Receipt;
import rookery.protocol.SyncMessages.History;
import rookery.protocol.SyncMessages.HistoryPage;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;

final class ReadingTest {
  @Test
  void headsTellWhatIsUnreadBeforeAnyEntryIsThrough() {
    var story = new Story();
    story.signIn().synced(9, 4, 4, 5);

    assertThat(story.unread()).isEqualTo(5);
  }

  @Test
  void backlogIsNotCountedTwice() {
    var story = new Story();
    story.signIn().synced(6, 4, 4, 2).backlog(4, false, 6, fromBob(5), fromBob(6));
    story.comes(fromBob(7));

    assertThat(story.unread()).isEqualTo(3);
  }

  @Test
  void ownTextsFromOtherDevicesAreNotUnread() {
    Story story = Story.inSync(4).comes(fromAnn(5, "phone-1"));

    assertThat(story.unread()).isZero();
  }

  @Test
  void openConversationIsReadAsItComes() {
    Story story = Story.inSync(4).happens(new Event.Opened(WITH_BOB));
    story.takeEffects();
    story.comes(fromBob(5));

    assertThat(story.unread()).isZero();
    assertThat(story.takeTold()).containsExactly(new Read(CONV, 5L));
    assertThat(story.conversation().reading().newFrom()).isZero();
  }

  @Test
  void openingReadsAndKeepsTheLineOfWhatWasNew() {
    Story story = Story.inSync(4).comes(fromBob(5)).comes(fromBob(6));
    assertThat(story.unread()).isEqualTo(2);

    story.happens(new Event.Opened(WITH_BOB));
    assertThat(story.unread()).isZero();
    assertThat(story.conversation().reading().newFrom()).isEqualTo(5);

    story.happens(new Event.Opened(null));
    assertThat(story.conversation().reading().newFrom()).isZero();
  }

  @Test
  void nothingIsReadWithoutFocusOrScrolledUp() {
    Story story = Story.inSync(4).happens(new Event.Opened(WITH_BOB)).comes(fromBob(5));
    story.happens(new Event.Focused(false)).comes(fromBob(6));
    assertThat(story.unread()).isEqualTo(1);
    assertThat(story.conversation().reading().newFrom()).isEqualTo(6);

    story.happens(new Event.Focused(true));
    assertThat(story.unread()).isZero();

    story.happens(new Event.Scrolled(new Reading.Scroll(5, 0))).comes(fromBob(7));
    assertThat(story.unread()).isEqualTo(1);

    story.happens(new Event.Scrolled(null));
    assertThat(story.unread()).isZero();
  }

  @Test
  void readingElsewhereCountsHere() {
    Story story = Story.inSync(4).comes(fromBob(5)).comes(fromBob(6));
    story.comes(new Receipt(CONV, ANN, 5, 5));
    assertThat(story.unread()).isEqualTo(1);

    story.comes(new Receipt(CONV, ANN, 6, 6));
    assertThat(story.unread()).isZero();
  }

  @Test
  void whatWasReadOfflineIsToldLater() {
    Story story = Story.inSync(4).comes(fromBob(5)).happens(new Event.Lost(0, "Gone."));
    story.happens(new Event.Opened(WITH_BOB));
    assertThat(story.unread()).isZero();
    story.takeEffects();

    story.signIn().synced(5, 5, 4, 1);
    assertThat(story.takeTold()).containsExactly(new Read(CONV, 5L));
    assertThat(story.unread()).isZero();
  }

  @Test
  void openingAsksForFirstPageOfHistory() {
    Story story = Story.inSync(40).happens(new Event.Opened(WITH_BOB));
    var page = new History(CONV, 41L, 50);
    assertThat(story.takeRequests()).containsExactly(page);

    story.answered(page, new HistoryPage(List.of(fromBob(39), fromBob(40)), false));
    assertThat(story.sequences()).containsExactly(39L, 40L);
    assertThat(story.takeRequests()).isEmpty();
    assertThat(story.unread()).isZero();
  }

  @Test
  void olderPagesComeOneAtATime() {
    Story story = Story.inSync(500).happens(new Event.Opened(WITH_BOB));
    story.takeEffects();
    story.happens(new Event.OlderWanted());
    assertThat(story.takeRequests()).isEmpty();
  }

  @Test
  void markOfAnotherDeviceStandsOutUntilItIsReadHere() {
    Story story = Story.inSync(4).comes(new Receipt(CONV, ANN, 4, 4, true, 9L));
    assertThat(story.conversation().reading().shown()).isEqualTo(1);
    story.comes(new Receipt(CONV, ANN, 4, 4, false, 8L));
    assertThat(story.conversation().reading().marked()).as("an older word").isTrue();
    story.takeEffects();

    story.happens(new Event.Opened(WITH_BOB));
    assertThat(story.takeTold()).contains(new Read(CONV, 4L));
    assertThat(story.conversation().reading().shown()).isZero();
  }

  @Test
  void syncInPartsIsOursWithItsLastPart() {
    var story = new Story();
    story.signIn();
    Sync first = (Sync) story.takeRequests().getFirst();
    story.answered(first, part(1, 3, true));
    assertThat(story.state().roster().version()).isZero();
    assertThat(story.state().asked().synced()).isFalse();
    var next = new Sync(0L, List.of(), 0L, 3L);
    assertThat(story.takeRequests()).containsExactly(next);

    story.answered(next, part(2, 4, false));
    assertThat(story.state().roster().version()).isEqualTo(1);
    assertThat(story.state().reads()).isEqualTo(11);
    assertThat(story.state().roster().friends()).hasSize(1);
    assertThat(story.state().conversations().keySet()).containsExactly(3L, 4L);
    assertThat(story.takeRequests()).isEmpty();
  }

  private static Synced part(int number, long conversation, boolean more) {
    List<Synced.Friend> friends = number == 1 ? List.of(new Synced.Friend(BOB, "bob", CONV)) : null;
    return new Synced(
        number,
        10 + number,
        friends,
        null,
        null,
        List.of(),
        List.of(new Synced.Head(conversation, "direct", BOB, null, "bob", 0, 0, 0, 0, false, 0)),
        more);
  }
}
