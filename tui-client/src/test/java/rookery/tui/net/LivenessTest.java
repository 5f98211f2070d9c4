package rookery.tui.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import rookery.tui.net.Liveness.Due;

final class LivenessTest {
  private static final long S = Duration.ofSeconds(1).toNanos();

  private final Liveness liveness = new Liveness(Timers.STANDARD, 0);

  @Test
  void pingsWhenNothingWasHeard() {
    liveness.sent(3 * S);

    assertThat(liveness.due(4 * S - 1)).isEqualTo(Due.NOTHING);
    assertThat(liveness.due(4 * S)).isEqualTo(Due.PING);
  }

  @Test
  void pingsWhenNothingWasSent() {
    liveness.heard(3 * S);

    assertThat(liveness.due(4 * S)).isEqualTo(Due.PING);
  }

  @Test
  void givesUpTwoSecondsAfterAnUnansweredPing() {
    assertThat(liveness.due(4 * S)).isEqualTo(Due.PING);
    liveness.sent(4 * S);

    assertThat(liveness.pause(4 * S)).isEqualTo(2 * S);
    assertThat(liveness.due(6 * S - 1)).isEqualTo(Due.NOTHING);
    assertThat(liveness.due(6 * S)).isEqualTo(Due.GIVE_UP);
  }

  @Test
  void whateverIsHeardAnswersThePing() {
    assertThat(liveness.due(4 * S)).isEqualTo(Due.PING);
    liveness.sent(4 * S);
    liveness.heard(5 * S);

    assertThat(liveness.due(6 * S)).isEqualTo(Due.NOTHING);
    assertThat(liveness.due(8 * S)).isEqualTo(Due.PING);
  }
}
