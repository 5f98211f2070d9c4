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
import rookery.server.account.DeviceStore;

interface AccountStoreContract extends StoreContract {
  private AccountStore accounts() {
    return database().accounts();
  }

  @Test
  default void anAccountIsFoundByIdAndByName() {
    String name = Scene.name();
    int id = accounts().register("小明 " + name, name, "$argon2id$x", Scene.TS).orElseThrow();

    var account = new Account(id, "小明 " + name, "$argon2id$x", Scene.TS, false);
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
  default void anotherPasswordSignsAllDevicesOutButOne() {
    int user = scene().user();
    List<String> tokens = Stream.of("a", "b", "c").map(DeviceStoreContract::hash).toList();
    DeviceStore devices = database().devices();
    devices.signIn(user, "hash", "phone", tokens.get(0), 1);
    devices.signIn(user, "hash", "desk", tokens.get(1), 1);

    assertThat(accounts().setPassword(user, "not the hash", "new", "desk")).isFalse();
    assertThat(devices.byToken(tokens.get(0))).isPresent();
    assertThat(accounts().setPassword(user, "hash", "new", "desk")).isTrue();

    assertThat(accounts().byId(user)).map(Account::hash).contains("new");
    assertThat(devices.byToken(tokens.get(0))).isEmpty();
    assertThat(devices.byToken(tokens.get(1))).isPresent();
    assertThat(devices.signIn(user, "hash", "phone", tokens.get(2), 2))
        .as("by the password before")
        .isFalse();
    assertThat(devices.byToken(tokens.get(2))).isEmpty();
  }

  @Test
  default void aSuspendedAccountIsSignedOutAndNotLetIn() {
    int user = scene().user();
    String token = DeviceStoreContract.hash("t");
    database().devices().signIn(user, "hash", "phone", token, 1);

    assertThat(accounts().restore(user)).as("it is not suspended").isFalse();
    assertThat(accounts().suspend(user)).isTrue();
    assertThat(accounts().suspend(user)).as("again").isFalse();
    assertThat(accounts().byId(user)).map(Account::suspended).contains(true);
    assertThat(database().devices().byToken(token)).isEmpty();
    assertThat(database().devices().signIn(user, "hash", "phone", token, 2)).isFalse();

    assertThat(accounts().restore(user)).isTrue();
    assertThat(accounts().byId(user)).map(Account::suspended).contains(false);
    assertThat(database().devices().signIn(user, "hash", "phone", token, 3)).isTrue();
  }
}
