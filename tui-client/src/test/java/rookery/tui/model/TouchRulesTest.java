package rookery.tui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.tui.model.Story.ANN;
import static rookery.tui.model.Story.BOB;
import static rookery.tui.model.Story.CONV;
import static rookery.tui.model.Story.fromBob;

import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.Change;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.TouchMessages.Edited;
import rookery.protocol.TouchMessages.Reacted;
import rookery.protocol.TouchMessages.Reactions;
import rookery.protocol.TouchMessages.Recalled;
import rookery.protocol.TouchMessages.Touched;

final class TouchRulesTest {
  private static Entry edited(long seq, long target, String msg) {
    return new Edited(CONV, seq, 0, BOB, "bob", "e" + seq, target, msg, null, ANN);
  }

  private static Entry recalled(long seq, long target) {
    return new Recalled(CONV, seq, 0, BOB, "bob", "r" + seq, target, null, ANN);
  }

  private static Entry reacted(long seq, int who, String reaction, boolean on) {
    return new Reacted(CONV, seq, 0, who, "x", "x" + seq, 5, reaction, on, null, ANN);
  }

  private static DirectPosted first(Story story) {
    return (DirectPosted) story.log().entries().getFirst();
  }

  @Test
  void editGivesTheTextOtherWords() {
    Story story = Story.inSync(4).comes(fromBob(5)).comes(edited(6, 5, "other words"));

    assertThat(first(story).msg()).isEqualTo("other words");
    assertThat(first(story).touched()).isEqualTo(new Touched(6, true, false, List.of()));
    assertThat(story.unread()).isEqualTo(1);
  }

  @Test
  void recallTakesTheWordsAndTheUnreadCount() {
    Story story = Story.inSync(4).comes(fromBob(5)).comes(fromBob(6)).comes(recalled(7, 5));

    assertThat(first(story).msg()).isEmpty();
    assertThat(story.unread()).isEqualTo(1);
  }

  @Test
  void erasureTakesAllWordsOfItsUser() {
    Entry own = new DirectPosted(CONV, 6, 0, ANN, "ann", "a", BOB, "hers", null, null);
    Entry erased =
        new MemberChanged(
            CONV, 7, 0, BOB, "erased", ".erase-1", Change.ERASED, BOB, "erased", null, ANN, null);
    Story story = Story.inSync(4).comes(fromBob(5)).comes(own).comes(erased);

    assertThat(first(story).msg()).isEmpty();
    assertThat(first(story).touched()).isEqualTo(new Touched(7, false, true, List.of()));
    assertThat(((DirectPosted) story.log().entries().get(1)).msg()).isEqualTo("hers");
    assertThat(story.unread()).isZero();
  }

  @Test
  void erasureTakesReactionsEditsAndNoticesToo() {
    Entry own = new DirectPosted(CONV, 5, 0, ANN, "ann", "a", BOB, "hers", null, null);
    Entry notice =
        new MemberChanged(
            CONV, 10, 0, BOB, "bob", "n", Change.NOTICE, BOB, "bob", 1, null, "bob was here");
    Entry erased =
        new MemberChanged(
            CONV, 11, 0, BOB, "erased", ".erase-1", Change.ERASED, BOB, "erased", null, ANN, null);
    Story story = Story.inSync(4).comes(own).comes(reacted(6, BOB, "👍", true));
    story.comes(reacted(7, ANN, "👍", true)).comes(reacted(8, BOB, "🎉", true));
    story.comes(reacted(9, BOB, "🎉", false)).comes(notice);
    assertThat(first(story).touched().reactions()).containsExactly(new Reactions("👍", 2, true));

    story.comes(erased);
    assertThat(first(story).msg()).isEqualTo("hers");
    assertThat(first(story).touched())
        .isEqualTo(new Touched(11, false, false, List.of(new Reactions("👍", 1, true))));
    assertThat(story.log().entries())
        .filteredOn(Reacted.class::isInstance)
        .extracting(entry -> ((Reacted) entry).reaction())
        .containsExactly("", "👍", "", "");
    assertThat(((MemberChanged) story.log().entries().get(5)).detail()).isEmpty();
  }

  @Test
  void reactionOfTheErasedSaysNothing() {
    Story story = Story.inSync(4).comes(fromBob(5)).comes(reacted(6, BOB, "", true));

    assertThat(first(story).touched().reactions()).isEmpty();
  }

  @Test
  void reactionsAreCounted() {
    Story story = Story.inSync(4).comes(fromBob(5)).comes(reacted(6, BOB, "👍", true));
    story.comes(reacted(7, ANN, "👍", true)).comes(reacted(8, ANN, "🎉", true));
    assertThat(first(story).touched().reactions())
        .containsExactly(new Reactions("👍", 2, true), new Reactions("🎉", 1, true));

    story.comes(reacted(9, ANN, "👍", false)).comes(reacted(10, ANN, "🎉", false));
    assertThat(first(story).touched().reactions()).containsExactly(new Reactions("👍", 1, false));
  }

  @Test
  void whatTheTextShowsAlreadyIsNotDoneAgain() {
    Story story = Story.inSync(4);
    var now = new Touched(7, false, false, List.of(new Reactions("👍", 2, true)));
    Entry text = new DirectPosted(CONV, 5, 0, BOB, "bob", "b", ANN, "text", null, now);
    story.comes(fromBob(9));
    story.backlog(4, false, 7, text, reacted(6, BOB, "👍", true), reacted(7, ANN, "👍", true));

    assertThat(first(story).touched()).isEqualTo(now);
  }
}
