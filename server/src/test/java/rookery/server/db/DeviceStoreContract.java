package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.protocol.SelfMessages.Devices.Device;
import rookery.server.account.DeviceStore;
import rookery.server.account.DeviceStore.Ended;
import rookery.server.account.DeviceStore.TokenOwner;

interface DeviceStoreContract extends StoreContract {
  private DeviceStore devices() {
    return database().devices();
  }

  @Test
  default void aTokenLeadsToItsDevice() {
    int user = scene().user();
    String token = hash("a");
    devices().signIn(user, "hash", "phone", token, Scene.TS);

    assertThat(devices().byToken(token))
        .hasValueSatisfying(owner -> {
          assertThat(owner.user()).isEqualTo(user);
          assertThat(owner.device()).isEqualTo("phone");
          assertThat(owner.next()).isFalse();
          assertThat(owner.tokenTs()).isEqualTo(Scene.TS);
        });
    assertThat(devices().byToken(hash("b"))).isEmpty();
  }

  @Test
  default void theOldTokenIsGoodUntilTheNextIsUsed() {
    int user = scene().user();
    String old = hash("old");
    String next = hash("next");
    devices().signIn(user, "hash", "phone", old, 1);
    devices().offerNext(user, "phone", next);

    assertThat(devices().byToken(old)).map(TokenOwner::next).contains(false);
    assertThat(devices().byToken(next)).map(TokenOwner::next).contains(true);

    devices().adoptNext(user, "phone", next, 7);

    assertThat(devices().byToken(old)).isEmpty();
    assertThat(devices().byToken(next)).map(TokenOwner::next).contains(false);
    assertThat(devices().byToken(next)).map(TokenOwner::tokenTs).contains(7L);
  }

  @Test
  default void aDeviceIsKnownFromItsFirstLoginUntilItIsSignedOutByForce() {
    int user = scene().user();
    assertThat(devices().known(user, "phone")).isFalse();
    devices().signIn(user, "hash", "phone", hash("k"), 1);
    devices().endTokens(user, "phone");
    assertThat(devices().known(user, "phone")).as("logged out").isTrue();
    assertThat(devices().known(scene().user(), "phone")).as("another's").isFalse();
    devices().signIn(user, "hash", "phone", hash("l"), 2);
    devices().end(user, "phone");
    assertThat(devices().known(user, "phone")).isFalse();
  }

  @Test
  default void adoptingWhatIsNotOfferedChangesNothing() {
    int user = scene().user();
    String token = hash("t");
    devices().signIn(user, "hash", "phone", token, 1);

    devices().adoptNext(user, "phone", hash("other"), 7);

    assertThat(devices().byToken(token)).map(TokenOwner::tokenTs).contains(1L);
  }

  @Test
  default void signingInAgainReplacesAllTokensOfTheDevice() {
    int user = scene().user();
    List<String> tokens = List.of(hash("1"), hash("2"), hash("3"), hash("4"));
    devices().signIn(user, "hash", "phone", tokens.get(0), 1);
    devices().offerNext(user, "phone", tokens.get(1));
    devices().signIn(user, "hash", "desk", tokens.get(2), 1);

    devices().signIn(user, "hash", "phone", tokens.get(3), 2);

    assertThat(tokens.stream().map(token -> devices().byToken(token).isPresent()))
        .containsExactly(false, false, true, true);
  }

  @Test
  default void aDeviceWithoutTokenIsNeverOfferedOne() {
    int user = scene().user();
    String token = hash("t");
    devices().signIn(user, "hash", "classic", null, 1);
    devices().offerNext(user, "classic", token);

    assertThat(devices().byToken(token)).isEmpty();
  }

  @Test
  default void endedTokensAreNoLongerGood() {
    int user = scene().user();
    String token = hash("t");
    String next = hash("n");
    devices().signIn(user, "hash", "phone", token, 1);
    devices().offerNext(user, "phone", next);

    devices().endTokens(user, "phone");

    assertThat(devices().byToken(token)).isEmpty();
    assertThat(devices().byToken(next)).isEmpty();
  }

  @Test
  default void signedInDevicesAreListedTheLastSeenFirst() {
    int user = scene().user();
    devices().signIn(user, "hash", "phone", hash("p"), 1);
    devices().signIn(user, "hash", "desk", hash("d"), 2);
    devices().signIn(user, "hash", "classic", null, 3);
    devices().signIn(user, "hash", "old", hash("o"), 4);
    devices().endTokens(user, "old");
    devices().seen(user, "phone", 9);

    assertThat(devices().signedIn(user, 10))
        .containsExactly(
            new Device("phone", 1, 9, false),
            new Device("classic", 3, 3, false),
            new Device("desk", 2, 2, false));
    assertThat(devices().signedIn(user, 1)).extracting(Device::device).containsExactly("phone");
  }

  @Test
  default void aDeviceThatWasSignedOutByForceIsKnownForAWhile() {
    int user = scene().user();
    String token = hash("t");
    devices().signIn(user, "hash", "phone", token, 1);
    devices().signIn(user, "hash", "classic", null, 1);

    assertThat(devices().end(user, "desk")).isFalse();
    assertThat(devices().end(user, "phone")).isTrue();
    assertThat(devices().end(user, "phone")).as("again").isFalse();

    assertThat(devices().byToken(token)).isEmpty();
    assertThat(ended(user)).containsExactly("phone");
    devices().endAll(user, "phone");
    assertThat(ended(user)).containsExactlyInAnyOrder("phone", "classic");
    devices().signIn(user, "hash", "phone", hash("u"), 2);
    assertThat(ended(user)).as("after a login").containsExactly("classic");
    assertThat(devices().endedWithin(Duration.ofHours(-1))).isEmpty();
  }

  private List<String> ended(int user) {
    return devices().endedWithin(Duration.ofMinutes(5)).stream()
        .filter(ended -> ended.user() == user)
        .map(Ended::device)
        .toList();
  }

  /// 64 characters that nobody has.
  static String hash(String seed) {
    String text = (seed + Scene.name() + Scene.name() + Scene.name()).replaceAll("[^0-9a-f]", "0");
    return (text + "0".repeat(64)).substring(0, 64);
  }
}
