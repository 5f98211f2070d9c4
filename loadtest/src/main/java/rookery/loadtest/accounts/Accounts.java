package rookery.loadtest.accounts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;
import rookery.loadtest.link.Address;
import rookery.loadtest.link.Caller;
import rookery.loadtest.link.RefusedException;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.ErrorCode;
import rookery.protocol.RosterMessages.AddFriend;

/// The pool of test accounts of one system, kept in a file. Accounts 0 and 1, 2 and 3, … are
/// friends.
public final class Accounts {
  static final String PASSWORD = "a crow among rooks";

  /// Password hashes take a core each.
  private static final int AT_ONCE = 4;

  /// Pairs between two looks at what was made.
  private static final int PAIRS_A_ROUND = 20;

  private final Address server;
  private final Path file;

  public Accounts(Address server, Path file) {
    this.server = server;
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
      List<Account> more = pairs(Math.min(PAIRS_A_ROUND, (wanted - pool.size()) / 2));
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

  private List<Account> pairs(int count) throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<List<Account>>> pairs = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        pairs.add(threads.submit(this::pair));
      }
      List<Account> all = new ArrayList<>();
      for (Future<List<Account>> pair : pairs) {
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
      Account first = account(one);
      Account second = account(other);
      befriend(one, second.id());
      befriend(other, first.id());
      return List.of(first, second);
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
