package rookery.server.keeper;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Register;
import rookery.protocol.Names;
import rookery.server.account.AccountStore;
import rookery.server.account.AccountStore.Account;
import rookery.server.account.DeviceStore;
import rookery.server.account.Passwords;
import rookery.server.account.SessionEnds;
import rookery.server.account.Tokens;

/// What the keeper does with single accounts.
public final class AccountKeeping {
  private static final int SEEDS = 100_000;

  /// Those whose tokens are told: the answer is one line of a bounded length.
  private static final int SEEDS_WITH_TOKENS = 100;

  /// Characters of a password that is made up.
  private static final int PASSWORD = 16;

  private final AccountStore accounts;
  private final DeviceStore devices;
  private final Passwords passwords;
  private final Tokens tokens;
  private final SessionEnds ends;
  private final Clock clock;
  private final boolean allowSeed;

  /// @param allowSeed whether accounts for tests may be made
  public AccountKeeping(
      AccountStore accounts,
      DeviceStore devices,
      Passwords passwords,
      Tokens tokens,
      SessionEnds ends,
      Clock clock,
      boolean allowSeed) {
    this.accounts = accounts;
    this.devices = devices;
    this.passwords = passwords;
    this.tokens = tokens;
    this.ends = ends;
    this.clock = clock;
    this.allowSeed = allowSeed;
  }

  List<KeeperCommand> commands() {
    return List.of(
        new KeeperCommand("reset-password USER", 1, 1, this::resetPassword),
        new KeeperCommand("suspend USER", 1, 1, words -> suspend(words.getFirst())),
        new KeeperCommand("restore USER", 1, 1, words -> restore(words.getFirst())),
        new KeeperCommand("seed N [NAME [PASSWORD [DEVICE]]]", 1, 4, this::seed),
        new KeeperCommand("bot NAME", 1, 1, words -> bot(words.getFirst())),
        new KeeperCommand("bot-revoke NAME", 1, 1, words -> revoke(words.getFirst())));
  }

  private String resetPassword(List<String> words) {
    Account account = account(words.getFirst());
    if (account.bot()) {
      throw KeeperCommand.refuse(account.name() + " is a bot: it has a token, see bot.");
    }
    String password = tokens.next().substring(0, PASSWORD);
    if (!accounts.setPassword(account.id(), account.hash(), passwords.hash(password), "")) {
      throw KeeperCommand.refuse("The password was changed just now: try again.");
    }
    ends.look();
    return "The new password of " + account.name() + ": " + password;
  }

  private String suspend(String user) {
    Account account = account(user);
    if (!accounts.suspend(account.id())) {
      throw KeeperCommand.refuse(account.name() + " is suspended already.");
    }
    ends.look();
    return account.name() + " is suspended: signed out everywhere, and not let in.";
  }

  private String restore(String user) {
    Account account = account(user);
    if (!accounts.restore(account.id())) {
      throw KeeperCommand.refuse(account.name() + " is not suspended.");
    }
    return account.name() + " may log in again.";
  }

  private String seed(List<String> words) {
    if (!allowSeed) {
      throw KeeperCommand.refuse(
          "Accounts for tests are made only where the setting allow-seed is true.");
    }
    boolean told = words.size() > 3;
    int count = KeeperCommand.number(words.getFirst(), told ? SEEDS_WITH_TOKENS : SEEDS);
    String name = words.size() > 1 ? words.get(1) : "test";
    String password = words.size() > 2 ? words.get(2) : tokens.next().substring(0, PASSWORD);
    String device = told ? new Login(1, null, "-", null, words.get(3)).device() : "";
    String hash = passwords.hash(new Register(name, password).password());
    int made = 0;
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      Register one = new Register(name + i, password);
      Optional<Integer> id =
          accounts.register(one.name(), Names.key(one.name()), hash, clock.millis());
      made += id.isPresent() ? 1 : 0;
      if (told && id.isPresent()) {
        lines.add(
            id.get() + "\t" + one.name() + "\t" + device + "\t" + token(id.get(), hash, device));
      }
    }
    return told
        ? String.join("\n", lines)
        : made + " accounts were made, " + name + "1 to " + name + count + ": " + password;
  }

  private String token(int user, String hash, String device) {
    String token = tokens.next();
    boolean _ = devices.signIn(user, hash, device, Tokens.hash(token), clock.millis());
    return token;
  }

  private String bot(String name) {
    Register wanted = new Register(name, "-");
    String key = Names.key(wanted.name());
    Optional<Account> there = accounts.byNameKey(key);
    if (there.isPresent() && !there.get().bot()) {
      throw KeeperCommand.refuse("A person is called " + name + ": choose another name.");
    }
    int id =
        there
            .map(Account::id)
            .or(() -> accounts.register(wanted.name(), key, "", clock.millis()))
            .orElseThrow(() -> KeeperCommand.refuse("This name is taken: choose another."));
    String token = tokens.next();
    if (!devices.signIn(id, "", DeviceStore.BOT, Tokens.hash(token), clock.millis())) {
      throw KeeperCommand.refuse(name + " is suspended: restore it first.");
    }
    return "The token of " + wanted.name() + " (" + id + "): " + token;
  }

  private String revoke(String name) {
    Account account = account(name);
    if (!account.bot()) {
      throw KeeperCommand.refuse(account.name() + " is no bot.");
    }
    devices.endAll(account.id(), "");
    ends.look();
    return "The token of " + account.name() + " is good no more.";
  }

  private Account account(String user) {
    return account(accounts, user);
  }

  /// The account of a name or an id.
  static Account account(AccountStore accounts, String user) {
    boolean id = user.matches("[0-9]{1,9}");
    return (id ? accounts.byId(Integer.parseInt(user)) : accounts.byNameKey(Names.key(user)))
        .orElseThrow(() -> KeeperCommand.refuse("There is no user " + user + "."));
  }
}
