package rookery.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rookery.protocol.ErrorCode;

final class SendWindowTest {
  private final SendWindow window = new SendWindow();

  @Test
  void laterSendsAreRefusedUntilTheRefusedOneIsStored() {
    window.ended(1, "a", ErrorCode.TRY_AGAIN);
    window.ended(1, "b", ErrorCode.TRY_AGAIN);
    assertThat(window.blockedBy(1, "b")).isEqualTo(ErrorCode.TRY_AGAIN);
    assertThat(window.blockedBy(1, "a")).isEqualTo(ErrorCode.OK);
    assertThat(window.blockedBy(2, "c")).isEqualTo(ErrorCode.OK);
    window.ended(1, "a", ErrorCode.OK);
    assertThat(window.blockedBy(1, "b")).isEqualTo(ErrorCode.OK);
  }

  @Test
  void sendOnItsWayDoesNotOvertakeOneThatWasRefusedForOrdersSake() {
    window.ended(1, "a", ErrorCode.TRY_AGAIN);
    window.ended(1, "b", ErrorCode.TRY_AGAIN);
    window.ended(1, "a", ErrorCode.OK);
    assertThat(window.blockedBy(1, "d")).as("b has not come again").isEqualTo(ErrorCode.TRY_AGAIN);
    window.ended(1, "b", ErrorCode.OK);
    assertThat(window.blockedBy(1, "d")).isEqualTo(ErrorCode.OK);
  }

  @Test
  void repeatsMayFollowOneAnotherBeforeTheFirstIsStored() {
    window.ended(1, "a", ErrorCode.TRY_AGAIN);
    window.ended(1, "b", ErrorCode.TRY_AGAIN);
    assertThat(window.begin(1, "a")).isEqualTo(ErrorCode.OK);
    assertThat(window.begin(1, "b")).isEqualTo(ErrorCode.OK);
    assertThat(window.begin(1, "c")).isEqualTo(ErrorCode.OK);
  }

  @Test
  void repeatThatIsRefusedHoldsUpThoseBehindItAgain() {
    window.ended(1, "a", ErrorCode.TRY_AGAIN);
    window.ended(1, "b", ErrorCode.TRY_AGAIN);
    assertThat(window.begin(1, "a")).isEqualTo(ErrorCode.OK);
    assertThat(window.begin(1, "b")).isEqualTo(ErrorCode.OK);
    window.ended(1, "a", ErrorCode.SLOW_DOWN);
    assertThat(window.blockedBy(1, "b")).isEqualTo(ErrorCode.SLOW_DOWN);
    window.ended(1, "b", ErrorCode.SLOW_DOWN);
    assertThat(window.begin(1, "b")).as("a goes first").isEqualTo(ErrorCode.SLOW_DOWN);
    assertThat(window.begin(1, "a")).isEqualTo(ErrorCode.OK);
  }

  @Test
  void refusalBeforeTheConversationIsKnownHoldsUpAll() {
    window.ended(SendWindow.UNKNOWN, "a", ErrorCode.TRY_AGAIN);
    assertThat(window.begin(1, "b")).isEqualTo(ErrorCode.TRY_AGAIN);
    assertThat(window.begin(2, "c")).isEqualTo(ErrorCode.TRY_AGAIN);
    assertThat(window.begin(1, "a")).isEqualTo(ErrorCode.OK);
    assertThat(window.begin(1, "b")).isEqualTo(ErrorCode.OK);
    assertThat(window.begin(2, "c")).isEqualTo(ErrorCode.OK);
  }

  @Test
  void refusalForGoodBeforeTheConversationIsKnownLetsLaterOnesPass() {
    window.ended(1, "a", ErrorCode.TRY_AGAIN);
    window.ended(SendWindow.UNKNOWN, "a", ErrorCode.UNKNOWN);
    assertThat(window.begin(1, "b")).isEqualTo(ErrorCode.OK);
  }

  @Test
  void sameCmidElsewhereIsAnotherSend() {
    window.ended(1, "a", ErrorCode.TRY_AGAIN);
    window.ended(2, "a", ErrorCode.OK);
    assertThat(window.blockedBy(1, "b")).isEqualTo(ErrorCode.TRY_AGAIN);
  }

  @Test
  void givenUpByNameOnly() {
    window.ended(1, "a", ErrorCode.SLOW_DOWN);
    window.drop(1, "b");
    assertThat(window.blockedBy(1, "c")).isEqualTo(ErrorCode.SLOW_DOWN);
    window.drop(1, "a");
    assertThat(window.blockedBy(1, "c")).isEqualTo(ErrorCode.OK);
  }

  @Test
  void refusedForGoodLetsLaterOnesPass() {
    window.ended(1, "a", ErrorCode.TRY_AGAIN);
    window.ended(1, "a", ErrorCode.FORBIDDEN);
    assertThat(window.blockedBy(1, "b")).isEqualTo(ErrorCode.OK);
  }
}
