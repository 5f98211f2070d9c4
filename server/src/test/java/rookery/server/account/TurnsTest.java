package rookery.server.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rookery.protocol.ErrorCode;
import rookery.server.dispatch.RefusedException;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class TurnsTest {
  private static final int AT_ONCE = 4;

  private final BlockingQueue<Integer> begun = new LinkedBlockingQueue<>();
  private final CountDownLatch goOn = new CountDownLatch(1);

  private Thread comer(Turns turns, int number) {
    return Thread.ofVirtual()
        .start(() ->
            turns.inTurn(() -> {
              begun.add(number);
              try {
                goOn.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return number;
            }));
  }

  @Test
  void whoComesWhenAllTurnsAreTakenIsTheNext() throws InterruptedException {
    Turns turns = new Turns(Duration.ofSeconds(20));
    List<Thread> comers = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      comers.add(comer(turns, i));
    }
    for (int i = 0; i < AT_ONCE; i++) {
      assertThat(begun.take()).isBetween(0, AT_ONCE - 1);
    }
    comers.add(comer(turns, AT_ONCE));
    assertThat(begun.poll(100, TimeUnit.MILLISECONDS)).as("a fifth at once").isNull();
    goOn.countDown();
    assertThat(begun.take()).isEqualTo(AT_ONCE);
    for (Thread comer : comers) {
      comer.join();
    }
  }

  @Test
  void whoseTurnDoesNotComeInTimeIsToldWhenToComeAgain() throws InterruptedException {
    Turns turns = new Turns(Duration.ofMillis(10));
    for (int i = 0; i < AT_ONCE; i++) {
      Thread _ = comer(turns, i);
      int _ = begun.take();
    }
    assertThatThrownBy(() -> turns.inTurn(() -> 7))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.TRY_AGAIN);
              assertThat(refusal.retryMs()).isBetween(1_000, 3_000);
            });
    goOn.countDown();
  }

  @Test
  void turnIsGivenBackWhenTheWorkFails() {
    Turns turns = new Turns(Duration.ofSeconds(20));
    for (int i = 0; i < 2 * AT_ONCE; i++) {
      assertThatThrownBy(() ->
              turns.inTurn(() -> {
                throw new IllegalStateException("the store is away");
              }))
          .isInstanceOf(IllegalStateException.class);
    }
    assertThat(turns.<Integer>inTurn(() -> 7)).isEqualTo(7);
  }
}
