package rookery.tui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.tui.model.Story.WITH_BOB;
import static rookery.tui.model.Story.fromAnn;
import static rookery.tui.model.Story.fromBob;
import static rookery.tui.model.Story.stored;
import static rookery.tui.model.Story.toBob;

import org.junit.jupiter.api.Test;

final class OutboxRulesTest {
  @Test
  void textIsPendingUntilAckedThenStandsAtItsSequence() {
    Story story = Story.inSync(4).happens(new Event.Queued(toBob("a"), 1));
    assertThat(story.state().outgoing(WITH_BOB)).singleElement().matches(Outgoing::pending);

    story.happens(new Event.Acked(toBob("a"), stored(5, "a")));
    assertThat(story.state().outbox()).isEmpty();
    assertThat(story.sequences()).containsExactly(5L);
    assertThat(story.unread()).isZero();
  }

  @Test
  void refusedTextStaysWithItsSentence() {
    Story story = Story.inSync(4).happens(new Event.Queued(toBob("a"), 1));
    story.happens(new Event.Rejected(toBob("a"), "You are not friends."));

    assertThat(story.state().outbox().getFirst().refusal()).isEqualTo("You are not friends.");
    story.happens(new Event.Discarded("a"));
    assertThat(story.state().outbox()).isEmpty();
  }

  @Test
  void ackBeyondGapIsHeldUntilGapIsFilled() {
    Story story = Story.inSync(4).happens(new Event.Queued(toBob("a"), 1));
    story.happens(new Event.Acked(toBob("a"), stored(6, "a")));
    assertThat(story.sequences()).isEmpty();
    assertThat(story.takeRequests()).hasSize(1);

    story.comes(fromBob(5));
    assertThat(story.sequences()).containsExactly(5L, 6L);
  }

  @Test
  void textWhoseAckWasLostIsKnownByItsCmid() {
    Story story = Story.inSync(4).happens(new Event.Queued(toBob("a"), 1));
    story.happens(new Event.Lost(0, "Gone.")).signIn().synced(5, 4, 4, 0);
    story.backlog(4, false, 5, fromAnn(5, "a"));
    assertThat(story.state().outbox()).isEmpty();

    story.happens(new Event.Acked(toBob("a"), stored(5, "a")));
    assertThat(story.sequences()).containsExactly(5L);
  }
}
