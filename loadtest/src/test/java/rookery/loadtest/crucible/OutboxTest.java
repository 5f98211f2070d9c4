package rookery.loadtest.crucible;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OutboxTest {
  private static final Target BOB = new Target(false, 2);
  private static final Target CROWS = new Target(true, 5);

  private final Outbox outbox = new Outbox();
  private long rids;

  @BeforeEach
  void threeTexts() {
    outbox.add("a-1", BOB, "one");
    outbox.add("a-2", CROWS, "two");
    outbox.add("a-3", BOB, "three");
  }

  @Test
  void oldestGoFirst() {
    assertThat(send(0)).containsExactly("a-1", "a-2", "a-3");
    assertThat(send(0)).isEmpty();
  }

  @Test
  void whatFollowsARefusedTextGoesAgainWhenItIsRefusedToo() {
    assertThat(send(0)).hasSize(3);
    outbox.refused(1, "a-1", 100);
    assertThat(send(100)).as("one to the same target is not answered yet").isEmpty();
    outbox.refused(3, "a-3", 100);
    assertThat(send(100)).containsExactly("a-1", "a-3");
  }

  @Test
  void answerToAnEarlierTryIsIgnored() {
    assertThat(send(0)).hasSize(3);
    assertThat(outbox.remove("a-3")).isPresent();
    outbox.refused(1, "a-1", 0);
    assertThat(send(0)).containsExactly("a-1");
    outbox.refused(1, "a-1", 0);
    assertThat(send(0)).isEmpty();
  }

  @Test
  void newTextWaitsBehindARefusedOne() {
    assertThat(send(0)).hasSize(3);
    assertThat(outbox.remove("a-1")).isPresent();
    outbox.refused(3, "a-3", 100);
    outbox.add("a-4", BOB, "four");
    outbox.add("a-5", CROWS, "five");
    assertThat(send(50)).containsExactly("a-5");
    assertThat(send(100)).containsExactly("a-3", "a-4");
  }

  @Test
  void lostConnectionSendsAllThatIsNotStored() {
    assertThat(send(0)).hasSize(3);
    assertThat(outbox.remove("a-2")).isPresent();
    outbox.connectionLost();
    assertThat(send(0)).containsExactly("a-1", "a-3");
  }

  private List<String> send(long now) {
    List<String> sent = new ArrayList<>();
    for (Optional<Outbox.Pending> text = outbox.next(now);
        text.isPresent();
        text = outbox.next(now)) {
      outbox.sent(text.get(), ++rids, now);
      sent.add(text.get().cmid);
    }
    return sent;
  }
}
