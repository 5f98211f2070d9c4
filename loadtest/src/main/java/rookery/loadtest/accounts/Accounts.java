package rookery.loadtest.accounts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rookery.loadtest.link.Address;
import rookery.loadtest.link.Caller;
import rookery.loadtest.link.RefusedException;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.ErrorCode;
import rookery.protocol.RosterMessages.AddFriend;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;

/// The pool of test accounts of one system, kept in a file. Accounts 0 and 1, 2 and 3, … are
/// friends.
public final class Accounts {
  static final String PASSWORD = "a crow among rooks";

  /// Password hashes take a core each.
  private static final int AT_ONCE = 4;

  /// Where the hashes are made already.
  private static final int SEEDED_AT_ONCE = 32;

  /// Pairs between two looks at what was made.
  private static final int PAIRS_A_ROUND = 20;

  private final Address server;
  private final Optional<Path> keeper;
  private final Path file;

  /// @param keeper the socket of a node whose keeper makes accounts; without it they are made over
  ///   the wire, some ten a second
  public Accounts(Address server, Optional<Path> keeper, Path file) {
    this.server = server;
    this.keeper = keeper;
    this.file = file;
  }

  /// The first accounts of the pool; those that are missing are made.
  ///
  /// @param count rounded up to whole pairs
  /// @param made told now and then how many there are
  public List<Account> take(int count, IntConsumer made) throws IOException, InterruptedException {
    int wanted = count + count % 2;
    List<Account> pool = new ArrayList<>(kept());
    Files.createDirectories(file.toAbsolutePath().getParent());
    while (pool.size() < wanted) {
      int missing = (wanted - pool.size()) / 2;
      List<Account> more =
          keeper.isPresent()
              ? seeded(keeper.get(), Math.min(Seeds.AT_ONCE / 2, missing))
              : pairs(Math.min(PAIRS_A_ROUND, missing));
      Files.write(
          file,
          more.stream().map(Account::format).toList(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      pool.addAll(more);
      made.accept(pool.size());
    }
    return List.copyOf(pool.subList(0, wanted));
  }

  /// What an earlier run made, where the system still knows it.
  private List<Account> kept() throws IOException, InterruptedException {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<Account> pool = Files.readAllLines(file).stream().map(Account::parse).toList();
    for (Account account : pool.isEmpty() ? pool : List.of(pool.getFirst(), pool.getLast())) {
      try (Caller caller = Caller.open(server)) {
        LoggedIn _ = caller.login(account.login());
      } catch (RefusedException _) {
        Files.delete(file);
        return List.of();
      }
    }
    return pool;
  }

  private List<Account> seeded(Path socket, int count) throws IOException, InterruptedException {
    List<Account> made = Seeds.make(socket, 2 * count);
    List<Callable<List<Account>>> pairs = new ArrayList<>();
    for (int i = 0; i < made.size(); i += 2) {
      Account first = made.get(i);
      Account second = made.get(i + 1);
      pairs.add(() -> befriended(first, second));
    }
    return all(pairs, SEEDED_AT_ONCE);
  }

  private List<Account> pairs(int count) throws IOException, InterruptedException {
    return all(Collections.nCopies(count, this::pair), AT_ONCE);
  }

  private static List<Account> all(List<Callable<List<Account>>> pairs, int atOnce)
      throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      List<Account> all = new ArrayList<>();
      for (Future<List<Account>> pair : threads.invokeAll(pairs)) {
        all.addAll(pair.get());
      }
      return all;
    } catch (ExecutionException e) {
      throw new IOException("accounts cannot be made: " + e.getMessage(), e);
    }
  }

  private List<Account> pair() throws IOException, InterruptedException {
    try (Caller one = Caller.open(server);
        Caller other = Caller.open(server)) {
      return befriended(one, account(one), other, account(other));
    }
  }

  private List<Account> befriended(Account first, Account second)
      throws IOException, InterruptedException {
    try (Caller one = Caller.open(server);
        Caller other = Caller.open(server)) {
      LoggedIn _ = one.login(first.login());
      LoggedIn _ = other.login(second.login());
      return befriended(one, first, other, second);
    }
  }

  private static List<Account> befriended(Caller one, Account first, Caller other, Account second)
      throws IOException, InterruptedException {
    befriend(one, second.id());
    befriend(other, first.id());
    return List.of(first, second);
  }

  /// Makes each a friend of so many others, where he is not yet: of those nearest to him on a ring
  /// of all. Takes a while.
  ///
  /// @param friends of each; rounded down to an even number
  public void ring(List<Account> accounts, int friends) throws IOException, InterruptedException {
    // Two requests that cross are an acceptance: first all ask forwards, then all backwards.
    for (int way : List.of(1, -1)) {
      List<Callable<List<Account>>> asking = new ArrayList<>();
      for (int i = 0; i < accounts.size(); i++) {
        int at = i;
        List<Account> asked =
            IntStream.rangeClosed(1, friends / 2)
                .mapToObj(far -> accounts.get(Math.floorMod(at + way * far, accounts.size())))
                .toList();
        asking.add(() -> befriended(accounts.get(at), asked));
      }
      List<Account> _ = all(asking, SEEDED_AT_ONCE);
    }
  }

  private List<Account> befriended(Account account, List<Account> others)
      throws IOException, InterruptedException {
    try (Caller caller = Caller.open(server)) {
      LoggedIn _ = caller.login(account.login());
      Synced roster = caller.reply(new Sync(0L, List.of()), Synced.class);
      Set<Integer> friends =
          roster.friends() == null
              ? Set.of()
              : roster.friends().stream().map(Synced.Friend::id).collect(Collectors.toSet());
      for (Account other : others) {
        if (!friends.contains(other.id())) {
          befriend(caller, other.id());
        }
      }
      return List.of();
    }
  }

  /// A request that was told "try again" may have been granted all the same.
  private static void befriend(Caller caller, int id) throws IOException, InterruptedException {
    try {
      Object _ = caller.ask(new AddFriend(id, null));
    } catch (RefusedException e) {
      if (e.code() != ErrorCode.CONFLICT) {
        throw e;
      }
    }
  }

  private static Account account(Caller caller) throws IOException, InterruptedException {
    String name = "load " + Long.toString(ThreadLocalRandom.current().nextLong(1L << 50), 36);
    int id = caller.register(name, PASSWORD);
    String device = "load-" + id;
    LoggedIn ack = caller.login(new Login(null, name, PASSWORD, null, device));
    return new Account(id, name, device, String.valueOf(ack.token()));
  }
}
