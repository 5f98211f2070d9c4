package rookery.tui.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ClientMessage;
import rookery.protocol.ErrorCode;
import rookery.protocol.MessageType;
import rookery.protocol.Result;

final class OutboxTest {
  private static final long MS = 1_000_000;

  private final Outbox outbox = new Outbox();

  private static SendDirect text(String cmid) {
    return new SendDirect(cmid, 8, "text");
  }

  private List<String> due(long now) {
    return outbox.due(now).stream().map(ClientMessage.Repeatable::cmid).toList();
  }

  private static Result stored() {
    return Result.done(null, MessageType.ONE_CHAT, null);
  }

  private static Result refused(int code, int retryMs) {
    return Result.error(null, 5, code, "No.", retryMs, null);
  }

  private void add(String... cmids) {
    for (String cmid : cmids) {
      assertThat(outbox.add(text(cmid))).isTrue();
    }
  }

  @Test
  void severalAreUnderWayAtOnceAndNoneTwice() {
    add("a", "b");

    assertThat(due(0)).containsExactly("a", "b");
    assertThat(due(0)).isEmpty();
  }

  @Test
  void moreThanTheWindowWaits() {
    for (int i = 0; i < 100; i++) {
      add("t" + i);
    }
    int window = due(0).size();

    assertThat(window).isLessThan(64);
    outbox.answered("t0", stored(), 0);
    assertThat(due(0)).containsExactly("t" + window);
  }

  @Test
  void refusedOneGoesFirstWhenItsTimeHasCome() {
    add("a", "b");
    due(0);
    outbox.answered("a", refused(ErrorCode.TRY_AGAIN, 100), 0);
    outbox.answered("b", refused(ErrorCode.TRY_AGAIN, 100), 0);
    add("c");

    assertThat(due(99 * MS)).isEmpty();
    assertThat(outbox.nextDue(0)).hasValue(100 * MS);
    assertThat(due(100 * MS)).containsExactly("a", "b", "c");
  }

  @Test
  void nothingGoesAgainBeforeAllUnderWayAreAnswered() {
    add("a", "b");
    due(0);
    outbox.answered("a", refused(ErrorCode.SLOW_DOWN, 0), 0);
    assertThat(due(1)).isEmpty();

    outbox.answered("b", refused(ErrorCode.SLOW_DOWN, 0), 1);
    assertThat(due(2)).containsExactly("a", "b");
  }

  @Test
  void otherConversationsGoOn() {
    add("a");
    due(0);
    outbox.answered("a", refused(ErrorCode.TRY_AGAIN, 100), 0);
    outbox.add(new SendGroup("g", 8, "text"));

    assertThat(due(1)).containsExactly("g");
  }

  @Test
  void refusedForGoodIsSettled() {
    add("a");
    due(0);

    assertThat(outbox.answered("a", refused(ErrorCode.FORBIDDEN, 0), 0)).isEqualTo(text("a"));
    assertThat(outbox.size()).isZero();
  }

  @Test
  void lostConnectionBringsAllAgainInOrder() {
    add("a", "b", "c");
    due(0);
    outbox.answered("b", stored(), 0);
    outbox.disconnected();

    assertThat(due(0)).containsExactly("a", "c");
  }

  @Test
  void answerToWhatIsNotUnderWaySettlesNothing() {
    add("a");

    assertThat(outbox.answered("a", stored(), 0)).isNull();
    assertThat(outbox.answered("x", stored(), 0)).isNull();
    assertThat(due(0)).containsExactly("a");
  }

  @Test
  void takesNoMoreThanItsBound() {
    for (int i = 0; i < Outbox.MAX_TEXTS; i++) {
      add("t" + i);
    }

    assertThat(outbox.add(text("x"))).isFalse();
  }
}
