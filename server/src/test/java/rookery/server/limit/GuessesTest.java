package rookery.server.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import rookery.server.limit.Guesses.Guess;

final class GuessesTest {
  private static final Guess OWNER = new Guess("7", "d-own", "198.51.100.1");
  private static final Guess STRANGER = new Guess("7", "", "203.0.113.9");

  private final MovedClock clock = new MovedClock();
  private final Guesses guesses = new Guesses(Networks.LOOPBACK, clock, new Refusals());

  @Test
  void someAreFreeAndThenEachWaitsTwiceAsLongUpToAMinute() {
    wrong(STRANGER, Guesses.FREE);
    for (int seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60, 60}) {
      assertThat(guesses.begin(STRANGER)).isEqualTo(seconds * 1_000);
      clock.move(Duration.ofSeconds(seconds).minusMillis(1));
      assertThat(guesses.begin(STRANGER)).isEqualTo(1);
      clock.move(Duration.ofMillis(1));
      assertThat(guesses.begin(STRANGER)).isZero();
    }
  }

  @Test
  void strangersFromManyAddressesCountTogether() {
    for (int i = 0; i < Guesses.FREE; i++) {
      assertThat(guesses.begin(new Guess("7", "", "203.0.113." + i))).isZero();
    }
    assertThat(guesses.begin(new Guess("7", "", "203.0.113.200"))).isEqualTo(1_000);
    assertThat(guesses.begin(new Guess("8", "", "203.0.113.200"))).as("another account").isZero();
  }

  @Test
  void strangersDoNotLockOutTheOwnersDeviceNorHisAddress() {
    Guess home = new Guess("7", "", "198.51.100.1");
    guesses.begin(home);
    guesses.right(home);
    wrong(STRANGER, Guesses.FREE);
    assertThat(guesses.begin(STRANGER)).isPositive();
    assertThat(guesses.begin(new Guess("7", "d-own", "203.0.113.77"))).as("his device").isZero();
    assertThat(guesses.begin(home)).as("his address").isZero();
  }

  @Test
  void ownDeviceAndOwnAddressAreSlowedDownTooEachByItself() {
    wrong(OWNER, Guesses.FREE);
    assertThat(guesses.begin(OWNER)).isEqualTo(1_000);
    clock.move(Duration.ofSeconds(1));
    assertThat(guesses.begin(OWNER)).isZero();
    guesses.right(OWNER);
    wrong(OWNER, Guesses.FREE);
  }

  @Test
  void manyAtOnceAreCountedBeforeAnyIsChecked() {
    int passed = 0;
    for (int i = 0; i < 1_000; i++) {
      passed += guesses.begin(STRANGER) == 0 ? 1 : 0;
    }
    assertThat(passed).isEqualTo(Guesses.FREE);
  }

  @Test
  void addressThatTriesManyAccountsIsSlowedDown() {
    for (int i = 0; i < Guesses.FREE_OF_ADDRESS; i++) {
      assertThat(guesses.begin(new Guess("user " + i, "", "203.0.113.9"))).isZero();
    }
    assertThat(guesses.begin(new Guess("next", "", "203.0.113.9"))).isEqualTo(1_000);
    assertThat(guesses.begin(new Guess("next", "", "203.0.113.10"))).isZero();
  }

  @Test
  void whatTheOwnerGotRightIsNotHeldAgainstHisAddress() {
    for (int i = 0; i < 5 * Guesses.FREE_OF_ADDRESS; i++) {
      Guess fellow = new Guess("user " + i, "", "203.0.113.9");
      assertThat(guesses.begin(fellow)).isZero();
      guesses.right(fellow);
    }
  }

  @Test
  void exceptedAddressIsNobodysOwn() {
    Guess here = new Guess("7", "", "127.0.0.1");
    guesses.begin(here);
    guesses.right(here);
    wrong(STRANGER, Guesses.FREE);
    assertThat(guesses.begin(here)).isPositive();
    for (int i = 0; i < 2 * Guesses.FREE_OF_ADDRESS; i++) {
      assertThat(guesses.begin(new Guess("user " + i, "", "127.0.0.1"))).isZero();
    }
  }

  @Test
  void triesAreForgottenAfterAnHour() {
    wrong(STRANGER, Guesses.FREE);
    clock.move(Duration.ofHours(1));
    wrong(STRANGER, Guesses.FREE);
    clock.move(Duration.ofHours(-3));
    assertThat(guesses.begin(STRANGER)).as("the clock was set back").isLessThan(60_001);
  }

  @Test
  void manyNamesAreBounded() {
    for (int i = 0; i < 3 * Guesses.MAX; i++) {
      Guess guess = new Guess("name " + i, "", "2001:db8:" + Integer.toHexString(i) + "::1");
      guesses.begin(guess);
      guesses.right(guess);
      guesses.begin(new Guess("other " + i, "", "127.0.0.1"));
    }
    assertThat(guesses.size()).isLessThanOrEqualTo(Guesses.MAX);
  }

  private void wrong(Guess guess, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(guesses.begin(guess)).isZero();
    }
  }
}
