package rookery.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rookery.server.redis.Outgoing.Out;

/// What waits to be published while nothing is: bounded, and who offers more is told.
final class OutgoingTest {
  private static final int ITEMS = 4_000;
  private static final int MIB = 1 << 20;
  private static final int MIBS = 8;

  private final Outgoing outgoing = new Outgoing();

  private static Out word(int length) {
    return new Out.Word(new byte[length]);
  }

  @Test
  void moreItemsAreLetGo() throws InterruptedException {
    for (int i = 0; i < ITEMS; i++) {
      assertThat(outgoing.offer(word(1))).isTrue();
    }
    assertThat(outgoing.offer(word(1))).isFalse();
    assertThat(outgoing.size()).isEqualTo(ITEMS);
    assertThat(outgoing.take(10)).hasSize(10);
    assertThat(outgoing.offer(word(1))).isTrue();
  }

  @Test
  void moreTextIsLetGo() throws InterruptedException {
    int taken = 0;
    while (outgoing.offer(word(MIB))) {
      taken++;
      assertThat(taken).as("MiB that wait").isLessThanOrEqualTo(MIBS + 1);
    }
    assertThat(taken).isGreaterThanOrEqualTo(MIBS);
    assertThat(outgoing.take(2)).hasSize(2);
    assertThat(outgoing.offer(word(MIB))).isTrue();
  }
}
