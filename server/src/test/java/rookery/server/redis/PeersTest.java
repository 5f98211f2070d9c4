package rookery.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the numbers of a node's frames tell.
final class PeersTest {
  private final Peers peers = new Peers();

  @Test
  void firstFrameTellsOfNoLoss() {
    assertThat(peers.heard("a", 7)).isFalse();
    assertThat(peers.heard("a", 8)).isFalse();
  }

  @Test
  void numberThatIsLeftOutTellsOfALoss() {
    assertThat(peers.heard("a", 7)).isFalse();
    assertThat(peers.heard("a", 9)).isTrue();
    assertThat(peers.heard("a", 10)).isFalse();
  }

  @Test
  void nodeThatBeginsAgainIsHeldToItsNewNumbers() {
    assertThat(peers.heard("a", 1_000)).isFalse();
    assertThat(peers.heard("a", 1)).as("between, anything may have been lost").isTrue();
    assertThat(peers.heard("a", 2)).isFalse();
    assertThat(peers.heard("a", 4)).isTrue();
  }

  @Test
  void eachNodeHasNumbersOfItsOwn() {
    assertThat(peers.heard("a", 1)).isFalse();
    assertThat(peers.heard("b", 5)).isFalse();
    assertThat(peers.heard("a", 2)).isFalse();
  }
}
