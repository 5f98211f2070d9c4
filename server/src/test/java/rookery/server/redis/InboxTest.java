package rookery.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class InboxTest {
  private static final byte[] FRAME = new byte[1 << 20];
  private static final int ROOM = 32;

  @Test
  void frameThatDoesNotFitIsLetGoAndCounted() throws InterruptedException {
    var inbox = new Inbox();
    for (int i = 0; i < ROOM + 3; i++) {
      inbox.offer(FRAME);
    }
    assertThat(inbox.waiting()).isEqualTo(ROOM);
    assertThat(inbox.lost()).isEqualTo(3);
    assertThat(inbox.take()).isSameAs(FRAME);
    inbox.offer(FRAME);
    assertThat(inbox.waiting()).isEqualTo(ROOM);
    assertThat(inbox.lost()).as("there was room again").isEqualTo(3);
  }
}
