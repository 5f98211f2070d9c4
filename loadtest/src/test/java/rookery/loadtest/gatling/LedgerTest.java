package rookery.loadtest.gatling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.loadtest.gatling.Ledger.Outcome;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.Cursor;

final class LedgerTest {
  private static final int BOB = 8;
  private static final long CONV = 3;

  private final Ledger ledger = new Ledger();

  private static DirectPosted entry(long seq) {
    return new DirectPosted(CONV, seq, 1_000, 7, "ann", "c-" + seq, BOB, "text");
  }

  private void acked(long... seqs) {
    for (long seq : seqs) {
      ledger.acked("c-" + seq, BOB, System.nanoTime());
    }
  }

  private void pushed(long... seqs) {
    for (long seq : seqs) {
      assertThat(ledger.pushed(entry(seq), System.nanoTime())).isTrue();
    }
  }

  private Outcome outcome() {
    return ledger.outcome(1);
  }

  @Test
  void whatWasAckedAndPushedIsNotLost() {
    acked(205);
    pushed(205, 206);
    acked(206);

    assertThat(ledger.question(BOB)).isEmpty();
    assertThat(outcome().lost()).isZero();
    assertThat(outcome().repeated()).isZero();
  }

  @Test
  void whatIsBeforeTheFirstPushIsAskedForOnce() {
    acked(204, 205, 206);
    pushed(206);

    assertThat(ledger.missing(BOB)).isEqualTo(2);
    assertThat(ledger.question(BOB)).contains(new Backlog(List.of(new Cursor(CONV, 201L)), 5));
    ledger.found(entry(203)); // of an earlier run
    ledger.found(entry(204));
    ledger.found(entry(204));
    ledger.found(entry(205));
    ledger.found(entry(206));
    assertThat(ledger.question(BOB)).isEmpty();
    Outcome outcome = outcome();
    assertThat(outcome.found()).isEqualTo(2);
    assertThat(outcome.pushed()).isEqualTo(1);
    assertThat(outcome.lost()).isZero();
    assertThat(outcome.repeated()).isZero();
  }

  @Test
  void whatIsAfterTheFirstPushMustBePushed() {
    acked(205, 206);
    pushed(205);
    ledger.found(entry(206));

    assertThat(ledger.missing(BOB)).isEqualTo(1);
    assertThat(outcome().lost()).isEqualTo(1);
  }

  @Test
  void whoWasPushedNothingHasNothingToAskFor() {
    acked(205);

    assertThat(ledger.question(BOB)).isEmpty();
    assertThat(outcome().lost()).isEqualTo(1);
  }

  @Test
  void whatIsPushedTwiceIsRepeated() {
    pushed(205, 205);

    assertThat(outcome().pushed()).isEqualTo(1);
    assertThat(outcome().repeated()).isEqualTo(1);
  }

  @Test
  void whatAnEarlierRunWroteIsNotCounted() {
    long before = System.nanoTime();
    var later = new Ledger();

    assertThat(later.pushed(entry(205), before - 1)).isFalse();
    assertThat(later.outcome(1).pushed()).isZero();
  }

  @Test
  void onlyWhoAsksIsAnswered() {
    assertThat(Ledger.isAsking(BOB, Ledger.asking(BOB))).isTrue();
    assertThat(Ledger.isAsking(7, Ledger.asking(BOB))).isFalse();
    assertThat(Ledger.isAsking(BOB, null)).isFalse();
  }
}
