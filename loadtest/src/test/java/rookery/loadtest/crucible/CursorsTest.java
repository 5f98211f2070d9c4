package rookery.loadtest.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.protocol.SyncMessages.Cursor;

final class CursorsTest {
  private final List<Long> shown = new ArrayList<>();
  private final List<Long> again = new ArrayList<>();
  private final Cursors cursors =
      new Cursors(
          new Cursors.Shown() {
            @Override
            public void show(Place place, Content content) {
              shown.add(place.seq());
            }

            @Override
            public void again(Place place, Content content) {
              again.add(place.seq());
            }
          });

  @Test
  void whatIsEarlyWaitsForWhatIsMissing() {
    take(1);
    take(3);
    assertThat(shown).containsExactly(1L);
    assertThat(cursors.missing()).containsExactly(new Cursor(10L, 1L));
    take(2);
    assertThat(shown).containsExactly(1L, 2L, 3L);
    assertThat(cursors.missing()).isEmpty();
  }

  @Test
  void whatIsKnownIsNotShownAgain() {
    take(1);
    take(1);
    assertThat(shown).containsExactly(1L);
    assertThat(again).containsExactly(1L);
  }

  @Test
  void whatIsNotHisIsNoHole() {
    take(1);
    take(5);
    cursors.takeInOrder(new Place(10, 3), new Content(1, "", "g1", "3"));
    cursors.through(10, 4);
    assertThat(shown).containsExactly(1L, 3L, 5L);
  }

  @Test
  void whoForgotStartsWhereTheServerSays() {
    take(1);
    take(2);
    cursors.died(true);
    cursors.head(10, 5, 1);
    assertThat(cursors.missing()).containsExactly(new Cursor(10L, 1L));
  }

  @Test
  void onlyWhatMovedIsConfirmed() {
    take(1);
    assertThat(cursors.toConfirm()).containsExactly(new Cursor(10L, 1L));
    assertThat(cursors.toConfirm()).isEmpty();
    cursors.connectionLost();
    assertThat(cursors.toConfirm()).containsExactly(new Cursor(10L, 1L));
  }

  private void take(long seq) {
    cursors.take(new Place(10, seq), new Content(1, "c-" + seq, "g1", "" + seq));
  }
}
