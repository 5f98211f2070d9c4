package rookery.server.keeper;

import java.util.List;
import rookery.server.account.AccountStore;
import rookery.server.account.AccountStore.Account;
import rookery.server.account.ErasureStore;
import rookery.server.account.Erasures;
import rookery.server.account.SessionEnds;

/// Erases accounts for the keeper, as their users can by themselves.
public final class ErasureKeeping {
  /// Without it nothing is erased.
  private static final String SURE = "--yes";

  private final AccountStore accounts;
  private final ErasureStore store;
  private final SessionEnds ends;
  private final Erasures erasures;

  public ErasureKeeping(
      AccountStore accounts, ErasureStore store, SessionEnds ends, Erasures erasures) {
    this.accounts = accounts;
    this.store = store;
    this.ends = ends;
    this.erasures = erasures;
  }

  List<KeeperCommand> commands() {
    return List.of(new KeeperCommand("erase USER --yes", 1, 2, this::erase));
  }

  private String erase(List<String> words) {
    Account account = AccountKeeping.account(accounts, words.getFirst());
    String who = account.name() + " (" + account.id() + ")";
    if (!words.getLast().equals(SURE)) {
      throw KeeperCommand.refuse(
          "This takes the account of "
              + who
              + " and all its words, for good: add "
              + SURE
              + " if you mean it.");
    }
    if (!store.begin(account.id())) {
      throw KeeperCommand.refuse("The account of " + who + " is being erased already.");
    }
    ends.look();
    erasures.begun();
    return "The account of " + who + " is gone, and its name is free; its words follow now.";
  }
}
