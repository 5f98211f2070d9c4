package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rookery.server.account.AccountStore;
import rookery.server.account.AccountStore.Account;
import rookery.server.account.AccountStore.TokenOwner;

interface AccountStoreContract extends StoreContract {
  private AccountStore accounts() {
    return database().accounts();
  }

  @Test
  default void anAccountIsFoundByIdAndByName() {
    String name = Scene.name();
    int id = accounts().register("小明 " + name, name, "$argon2id$x", Scene.TS).orElseThrow();

    var account = new Account(id, "小明 " + name, "$argon2id$x");
    assertThat(accounts().byId(id)).contains(account);
    assertThat(accounts().byNameKey(name)).contains(account);
    assertThat(accounts().byId(Integer.MAX_VALUE)).isEmpty();
    assertThat(accounts().byNameKey(name + "x")).isEmpty();
  }

  @Test
  default void namesThatDifferInCaseOrAccentAreTwo() {
    String name = Scene.name();

    assertThat(accounts().register(name, name + "e", "h", Scene.TS)).isPresent();
    assertThat(accounts().register(name, name + "é", "h", Scene.TS)).isPresent();
    assertThat(accounts().register(name, name + "E", "h", Scene.TS)).isPresent();
    assertThat(accounts().register(name, name + "😀", "h", Scene.TS)).isPresent();
    assertThat(accounts().register(name, name + "🎉", "h", Scene.TS)).isPresent();
  }

  @Test
  default void aTakenNameCostsNoId() {
    String name = Scene.name();
    int first = accounts().register(name, name, "h", Scene.TS).orElseThrow();

    assertThat(accounts().register(name, name, "h", Scene.TS)).isEmpty();
    assertThat(scene().user()).isEqualTo(first + 1);
  }

  @Test
  default void aRaceForANameHasOneWinner() throws ExecutionException, InterruptedException {
    String name = Scene.name();
    Callable<Optional<Integer>> register = () -> accounts().register(name, name, "h", Scene.TS);

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int winners = 0;
      for (Future<Optional<Integer>> result :
          threads.invokeAll(Stream.generate(() -> register).limit(8).toList())) {
        winners += result.get().isPresent() ? 1 : 0;
      }
      assertThat(winners).isEqualTo(1);
    }
  }

  @Test
  default void aTokenLeadsToItsDevice() {
    int user = scene().user();
    String token = hash("a");
    accounts().signIn(user, "phone", token, Scene.TS);

    assertThat(accounts().byToken(token))
        .hasValueSatisfying(owner -> {
          assertThat(owner.user()).isEqualTo(user);
          assertThat(owner.device()).isEqualTo("phone");
          assertThat(owner.next()).isFalse();
          assertThat(owner.tokenTs()).isEqualTo(Scene.TS);
        });
    assertThat(accounts().byToken(hash("b"))).isEmpty();
  }

  @Test
  default void theOldTokenIsGoodUntilTheNextIsUsed() {
    int user = scene().user();
    String old = hash("old");
    String next = hash("next");
    accounts().signIn(user, "phone", old, 1);
    accounts().offerNext(user, "phone", next);

    assertThat(accounts().byToken(old)).map(TokenOwner::next).contains(false);
    assertThat(accounts().byToken(next)).map(TokenOwner::next).contains(true);

    accounts().adoptNext(user, "phone", next, 7);

    assertThat(accounts().byToken(old)).isEmpty();
    assertThat(accounts().byToken(next)).map(TokenOwner::next).contains(false);
    assertThat(accounts().byToken(next)).map(TokenOwner::tokenTs).contains(7L);
  }

  @Test
  default void adoptingWhatIsNotOfferedChangesNothing() {
    int user = scene().user();
    String token = hash("t");
    accounts().signIn(user, "phone", token, 1);

    accounts().adoptNext(user, "phone", hash("other"), 7);

    assertThat(accounts().byToken(token)).map(TokenOwner::tokenTs).contains(1L);
  }

  @Test
  default void signingInAgainReplacesAllTokensOfTheDevice() {
    int user = scene().user();
    List<String> tokens = List.of(hash("1"), hash("2"), hash("3"), hash("4"));
    accounts().signIn(user, "phone", tokens.get(0), 1);
    accounts().offerNext(user, "phone", tokens.get(1));
    accounts().signIn(user, "desk", tokens.get(2), 1);

    accounts().signIn(user, "phone", tokens.get(3), 2);

    assertThat(tokens.stream().map(token -> accounts().byToken(token).isPresent()))
        .containsExactly(false, false, true, true);
  }

  @Test
  default void aDeviceWithoutTokenIsNeverOfferedOne() {
    int user = scene().user();
    String token = hash("t");
    accounts().signIn(user, "classic", null, 1);
    accounts().offerNext(user, "classic", token);

    assertThat(accounts().byToken(token)).isEmpty();
  }

  @Test
  default void endedTokensAreNoLongerGood() {
    int user = scene().user();
    String token = hash("t");
    String next = hash("n");
    accounts().signIn(user, "phone", token, 1);
    accounts().offerNext(user, "phone", next);

    accounts().endTokens(user, "phone");

    assertThat(accounts().byToken(token)).isEmpty();
    assertThat(accounts().byToken(next)).isEmpty();
  }

  /// 64 characters that nobody has.
  private static String hash(String seed) {
    String text = (seed + Scene.name() + Scene.name() + Scene.name()).replaceAll("[^0-9a-f]", "0");
    return (text + "0".repeat(64)).substring(0, 64);
  }
}
