package rookery.loadtest.thin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.SyncMessages.Cursor;

final class ShownTest {
  private static final int FRIEND = 7;
  private static final int OTHER = 8;
  private final Shown shown = new Shown(FRIEND, "run");

  @Test
  void earlyOneWaitsForWhatIsMissing() {
    shown.through(1, 4);
    shown.arrived(text(1, 6, FRIEND, "run 2"));
    assertThat(shown.count()).isZero();
    shown.arrived(text(1, 5, FRIEND, "run 1"));
    assertThat(shown.count()).isEqualTo(2);
    assertThat(shown.cursors()).containsExactly(new Cursor(1L, 6L));
  }

  @Test
  void sameSequenceAgainIsNoRepeat() {
    shown.arrived(text(1, 1, FRIEND, "run 1"));
    shown.arrived(text(1, 1, FRIEND, "run 1"));
    assertThat(shown.count()).isEqualTo(1);
    assertThat(shown.repeated()).isZero();
  }

  @Test
  void sameMessageUnderAnotherSequenceIsRepeated() {
    shown.arrived(text(1, 1, FRIEND, "run 1"));
    shown.arrived(text(1, 2, FRIEND, "run 1"));
    assertThat(shown.repeated()).isEqualTo(1);
  }

  @Test
  void messagesOfOthersAndOfOtherRunsDoNotCount() {
    shown.arrived(text(1, 1, OTHER, "run 1"));
    shown.arrived(text(1, 2, FRIEND, "earlier 1"));
    assertThat(shown.count()).isZero();
    assertThat(shown.cursor(1)).isEqualTo(2);
  }

  @Test
  void whatLiesBehindTheEndOfABacklogIsShownNext() {
    shown.arrived(text(1, 3, FRIEND, "run 1"));
    shown.through(1, 2);
    assertThat(shown.count()).isEqualTo(1);
  }

  private static DirectPosted text(long conv, long seq, int sender, String text) {
    return new DirectPosted(conv, seq, 0, sender, "rook", "c-" + seq, OTHER, text);
  }
}
