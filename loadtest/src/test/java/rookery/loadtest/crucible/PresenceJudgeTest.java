package rookery.loadtest.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.loadtest.crucible.Finding.Kind;

/// Users 1 and 2 are friends; the look is 20 s after the story began.
final class PresenceJudgeTest {
  private static final long LOOK = 20_000;

  /// Somebody of whom all is true, as in every run.
  private static final History OTHER = new History(8, "x", List.of(here(0), friend(100, 9, true)));

  private static final History OTHERS_FRIEND = new History(9, "y", List.of(here(0)));

  @Test
  void runInWhichNobodyWasToldOfAnybodyProvesNothing() {
    assertThat(PresenceJudge.judge(List.of(OTHERS_FRIEND), looks())).hasSize(1);
    assertThat(PresenceJudge.judge(List.of(OTHER, OTHERS_FRIEND), List.of())).hasSize(1);
  }

  @Test
  void friendWhoIsThereAndCountsSoIsFine() {
    assertThat(judged(List.of(here(0), friend(100, 2, true)), List.of(here(0)))).isEmpty();
  }

  @Test
  void friendWhoIsThereAndCountsAsOfflineIsWrong() {
    assertThat(judged(List.of(here(0), friend(100, 2, false)), List.of(here(0))))
        .extracting(Finding::kind)
        .containsExactly(Kind.WRONG_PRESENCE);
  }

  @Test
  void friendWhoWentAndCountsAsOnlineIsWrong() {
    assertThat(judged(List.of(here(0), friend(100, 2, true)), List.of(here(0), gone(9_000))))
        .extracting(Finding::kind)
        .containsExactly(Kind.WRONG_PRESENCE);
  }

  @Test
  void friendWhoWasNeverThereAndCountsAsOnlineIsWrong() {
    assertThat(judged(List.of(here(0), friend(100, 2, true)), List.of()))
        .extracting(Finding::kind)
        .containsExactly(Kind.WRONG_PRESENCE);
  }

  @Test
  void lastWordCounts() {
    assertThat(
            judged(
                List.of(here(0), friend(100, 2, true), friend(9_500, 2, false)),
                List.of(here(0), gone(9_000))))
        .isEmpty();
  }

  @Test
  void whoJustWentIsNotJudged() {
    assertThat(judged(List.of(here(0), friend(100, 2, true)), List.of(here(0), gone(10_001))))
        .isEmpty();
  }

  @Test
  void whoJustCameIsNotJudged() {
    assertThat(judged(List.of(here(0), friend(100, 2, false)), List.of(here(10_001)))).isEmpty();
  }

  @Test
  void whatADeviceTookThatIsAwayIsNotJudged() {
    assertThat(judged(List.of(here(0), friend(100, 2, false), gone(200)), List.of(here(0))))
        .isEmpty();
  }

  @Test
  void newConnectionForgetsWhatTheOldOneWasTold() {
    assertThat(
            judged(List.of(here(0), friend(100, 2, false), gone(200), here(300)), List.of(here(0))))
        .isEmpty();
  }

  @Test
  void oneDeviceOfSeveralIsEnoughToBeOnline() {
    History alice = new History(1, "a", List.of(here(0), friend(100, 2, true)));
    History phone = new History(2, "b", List.of(here(0), gone(15_000)));
    History desk = new History(2, "c", List.of(here(0)));
    assertThat(PresenceJudge.judge(List.of(alice, phone, desk), looks())).isEmpty();
  }

  @Test
  void whatComesAfterTheLookDoesNotCount() {
    assertThat(
            judged(
                List.of(here(0), friend(100, 2, true), friend(LOOK + 1, 2, false)),
                List.of(here(0), gone(LOOK + 1))))
        .isEmpty();
  }

  private static List<Finding> judged(List<Line> alice, List<Line> bob) {
    return PresenceJudge.judge(
        List.of(new History(1, "a", alice), new History(2, "b", bob), OTHER, OTHERS_FRIEND),
        looks());
  }

  private static List<History> looks() {
    return List.of(new History(0, "calm", List.of(line(Line.Kind.LOOK, LOOK, 0, 0))));
  }

  private static Line here(long at) {
    return line(Line.Kind.HERE, at, 0, 0);
  }

  private static Line gone(long at) {
    return line(Line.Kind.GONE, at, 0, 0);
  }

  private static Line friend(long at, int user, boolean online) {
    return line(Line.Kind.FRIEND, at, online ? 1 : 0, user);
  }

  private static Line line(Line.Kind kind, long at, long number, int user) {
    return new Line(kind, at, 0, number, new Content(user, "", "", ""));
  }
}
