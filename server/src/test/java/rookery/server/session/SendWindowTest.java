package rookery.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rookery.protocol.ErrorCode;

final class SendWindowTest {
  private final SendWindow window = new SendWindow();

  @Test
  void laterSendsAreRefusedUntilTheRefusedOneIsStored() {
    ended(1, "a", ErrorCode.TRY_AGAIN);
    ended(1, "b", ErrorCode.TRY_AGAIN);
    assertThat(blockedBy(1, "b")).isEqualTo(ErrorCode.TRY_AGAIN);
    assertThat(blockedBy(1, "a")).isEqualTo(ErrorCode.OK);
    assertThat(blockedBy(2, "c")).isEqualTo(ErrorCode.OK);
    ended(1, "a", ErrorCode.OK);
    assertThat(blockedBy(1, "b")).isEqualTo(ErrorCode.OK);
  }

  @Test
  void sendOnItsWayDoesNotOvertakeOneThatWasRefusedForOrdersSake() {
    ended(1, "a", ErrorCode.TRY_AGAIN);
    ended(1, "b", ErrorCode.TRY_AGAIN);
    ended(1, "a", ErrorCode.OK);
    assertThat(blockedBy(1, "d")).as("b has not come again").isEqualTo(ErrorCode.TRY_AGAIN);
    ended(1, "b", ErrorCode.OK);
    assertThat(blockedBy(1, "d")).isEqualTo(ErrorCode.OK);
  }

  @Test
  void repeatsMayFollowOneAnotherBeforeTheFirstIsStored() {
    ended(1, "a", ErrorCode.TRY_AGAIN);
    ended(1, "b", ErrorCode.TRY_AGAIN);
    assertThat(begin(1, "a")).isEqualTo(ErrorCode.OK);
    assertThat(begin(1, "b")).isEqualTo(ErrorCode.OK);
    assertThat(begin(1, "c")).isEqualTo(ErrorCode.OK);
  }

  @Test
  void repeatThatIsRefusedHoldsUpThoseBehindItAgain() {
    ended(1, "a", ErrorCode.TRY_AGAIN);
    ended(1, "b", ErrorCode.TRY_AGAIN);
    assertThat(begin(1, "a")).isEqualTo(ErrorCode.OK);
    assertThat(begin(1, "b")).isEqualTo(ErrorCode.OK);
    ended(1, "a", ErrorCode.SLOW_DOWN);
    assertThat(blockedBy(1, "b")).isEqualTo(ErrorCode.SLOW_DOWN);
    ended(1, "b", ErrorCode.SLOW_DOWN);
    assertThat(begin(1, "b")).as("a goes first").isEqualTo(ErrorCode.SLOW_DOWN);
    assertThat(begin(1, "a")).isEqualTo(ErrorCode.OK);
  }

  @Test
  void refusalBeforeTheConversationIsKnownHoldsUpAll() {
    ended(SendWindow.UNKNOWN, "a", ErrorCode.TRY_AGAIN);
    assertThat(begin(1, "b")).isEqualTo(ErrorCode.TRY_AGAIN);
    assertThat(begin(2, "c")).isEqualTo(ErrorCode.TRY_AGAIN);
    assertThat(begin(1, "a")).isEqualTo(ErrorCode.OK);
    assertThat(begin(1, "b")).isEqualTo(ErrorCode.OK);
    assertThat(begin(2, "c")).isEqualTo(ErrorCode.OK);
  }

  @Test
  void refusalForGoodBeforeTheConversationIsKnownLetsLaterOnesPass() {
    ended(1, "a", ErrorCode.TRY_AGAIN);
    ended(SendWindow.UNKNOWN, "a", ErrorCode.UNKNOWN);
    assertThat(begin(1, "b")).isEqualTo(ErrorCode.OK);
  }

  @Test
  void sendThatWentBeforeTheRepeatOfAnEarlierOneDoesNotOvertakeIt() {
    long first = window.nextTurn();
    long second = window.nextTurn();
    assertThat(window.begin(1, "a", first)).isEqualTo(ErrorCode.OK);
    assertThat(window.begin(1, "b", second)).isEqualTo(ErrorCode.OK);
    window.ended(1, "a", first, ErrorCode.TRY_AGAIN);
    assertThat(begin(1, "a")).isEqualTo(ErrorCode.OK);
    assertThat(window.blockedBy(1, "b", second))
        .as("the repeat stands behind it in the lane")
        .isEqualTo(ErrorCode.TRY_AGAIN);
    assertThat(begin(1, "b")).isEqualTo(ErrorCode.OK);
  }

  @Test
  void refusalThatIsToldFirstHoldsUpNothingThatWasSentBefore() {
    long first = window.nextTurn();
    long second = window.nextTurn();
    long third = window.nextTurn();
    assertThat(window.begin(1, "a", first)).isEqualTo(ErrorCode.OK);
    window.ended(SendWindow.UNKNOWN, "b", second, ErrorCode.TRY_AGAIN);
    assertThat(window.blockedBy(1, "a", first)).as("in its lane").isEqualTo(ErrorCode.OK);
    assertThat(window.begin(1, "c", third)).isEqualTo(ErrorCode.TRY_AGAIN);
    window.ended(1, "a", first, ErrorCode.TRY_AGAIN);
    ended(SendWindow.UNKNOWN, "b", ErrorCode.OK);
    assertThat(begin(1, "c")).as("a was sent before").isEqualTo(ErrorCode.TRY_AGAIN);
    assertThat(begin(1, "a")).isEqualTo(ErrorCode.OK);
    assertThat(begin(1, "c")).isEqualTo(ErrorCode.OK);
  }

  private void ended(long conversation, String cmid, int code) {
    window.ended(conversation, cmid, window.nextTurn(), code);
  }

  private int begin(long conversation, String cmid) {
    return window.begin(conversation, cmid, window.nextTurn());
  }

  private int blockedBy(long conversation, String cmid) {
    return window.blockedBy(conversation, cmid, window.nextTurn());
  }

  @Test
  void sameCmidElsewhereIsAnotherSend() {
    ended(1, "a", ErrorCode.TRY_AGAIN);
    ended(2, "a", ErrorCode.OK);
    assertThat(blockedBy(1, "b")).isEqualTo(ErrorCode.TRY_AGAIN);
  }

  @Test
  void givenUpByNameOnly() {
    ended(1, "a", ErrorCode.SLOW_DOWN);
    window.drop(1, "b");
    assertThat(blockedBy(1, "c")).isEqualTo(ErrorCode.SLOW_DOWN);
    window.drop(1, "a");
    assertThat(blockedBy(1, "c")).isEqualTo(ErrorCode.OK);
  }

  @Test
  void refusedForGoodLetsLaterOnesPass() {
    ended(1, "a", ErrorCode.TRY_AGAIN);
    ended(1, "a", ErrorCode.FORBIDDEN);
    assertThat(blockedBy(1, "b")).isEqualTo(ErrorCode.OK);
  }
}
