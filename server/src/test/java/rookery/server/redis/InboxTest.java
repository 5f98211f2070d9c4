package rookery.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Frames that come faster than they are handed on: memory stays bounded, and what is let go shows.
final class InboxTest {
  private static final int FRAMES = 4_000;
  private static final int MIB = 1 << 20;
  private static final int MIBS = 32;

  private final Inbox inbox = new Inbox();
  private final Peers peers = new Peers();

  /// Takes one, and says whether its number shows that others are missing.
  private boolean hole() throws InterruptedException {
    NodeFrame frame = NodeFrame.read(inbox.take());
    return peers.heard(frame.from(), frame.number());
  }

  @Test
  void framesPastTheBoundAreLetGoAndTheNextOneShowsIt() throws InterruptedException {
    for (int number = 1; number <= FRAMES + 10; number++) {
      inbox.offer(FrameText.header("a", number));
    }
    for (int i = 0; i < FRAMES; i++) {
      assertThat(hole()).isFalse();
    }
    inbox.offer(FrameText.header("a", FRAMES + 11));
    assertThat(hole()).isTrue();
    inbox.offer(FrameText.header("a", FRAMES + 12));
    assertThat(hole()).isFalse();
  }

  @Test
  void largeFramesReachTheBoundOfSizeFirst() throws InterruptedException {
    for (int i = 0; i <= MIBS; i++) {
      inbox.offer(new byte[MIB]);
    }
    assertThat(inbox.waiting()).isEqualTo(MIBS);
    assertThat(inbox.lost()).isEqualTo(1);
    inbox.offer(FrameText.header("a", 1));
    for (int i = 0; i < MIBS; i++) {
      assertThat(inbox.take()).hasSize(MIB);
    }
    inbox.offer(FrameText.header("a", 2));
    assertThat(NodeFrame.read(inbox.take()).number()).isEqualTo(2);
  }
}
