package rookery.loadtest.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import rookery.loadtest.crucible.Punctuality.Return;

/// A fault begins at 100 s and is over at 130 s.
final class PunctualityTest {
  @Test
  void deathOfANodeIsCountedFromItsBeginning() {
    assertThat(cluster(Fault.NODE_KILL, 101, 109)).isEmpty();
    assertThat(cluster(Fault.NODE_KILL, 101, 111)).isPresent();
  }

  @Test
  void nodeThatStandsStillIsLeftWhileItDoes() {
    assertThat(cluster(Fault.NODE_STOP, 106, 119)).isEmpty();
    assertThat(cluster(Fault.NODE_STOP, 106, 121)).isPresent();
  }

  @Test
  void whatIsLostLaterIsLostToSomethingElse() {
    assertThat(cluster(Fault.NODE_STOP, 115, 134)).isEmpty();
    assertThat(cluster(Fault.NODE_STOP, 115, 136)).isPresent();
  }

  @Test
  void restartIsCountedFromTheGoodbye() {
    assertThat(cluster(Fault.NODE_RESTART, 104, 108)).isEmpty();
    assertThat(cluster(Fault.NODE_RESTART, 102, 108)).isPresent();
  }

  @Test
  void whoWasLostBeforeARestartIsNotItsClient() {
    assertThat(cluster(Fault.NODE_RESTART, 90, 99)).isEmpty();
  }

  @Test
  void anyOtherFaultIsCountedFromItsEnd() {
    assertThat(cluster(Fault.DB_KILL, 101, 149)).isEmpty();
    assertThat(cluster(Fault.DB_KILL, 101, 151)).isPresent();
  }

  @Test
  void nodeThatIsAloneIsWaitedFor() {
    assertThat(judged(Fault.NODE_KILL, false, 101, 149)).isEmpty();
    assertThat(judged(Fault.NODE_KILL, false, 101, 151)).isPresent();
  }

  @Test
  void slowestOfAllCounts() {
    List<Return> returns = List.of(back(101, 102), back(101, 112), back(101, 103));
    assertThat(Punctuality.judge(Fault.NODE_KILL, true, at(100), at(130), returns))
        .hasValueSatisfying(sentence -> assertThat(sentence).contains("12000 ms", "node-kill"));
  }

  private static Optional<String> cluster(Fault fault, int lost, int inStep) {
    return judged(fault, true, lost, inStep);
  }

  private static Optional<String> judged(Fault fault, boolean cluster, int lost, int inStep) {
    return Punctuality.judge(fault, cluster, at(100), at(130), List.of(back(lost, inStep)));
  }

  private static Return back(int lost, int inStep) {
    return new Return(at(lost), at(inStep));
  }

  private static long at(int seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }
}
