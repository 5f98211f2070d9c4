package rookery.tui;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rookery.tui.cache.Account;
import rookery.tui.cache.Accounts;
import rookery.tui.cache.Cache;
import rookery.tui.model.State;

/// What this device keeps of the account that is on the screen, as far as its disk allows: when
/// that fails, the chat goes on without. Belongs to the UI thread.
final class Disk implements AutoCloseable {
  private final Accounts accounts;
  private @Nullable Cache cache;
  private boolean elsewhere; // or nowhere: not to be kept here
  private String trouble = "";

  Disk(Accounts accounts) {
    this.accounts = accounts;
  }

  /// The account of a name, or the one used last when the name is empty.
  Optional<Account> find(String name) {
    return accounts.find(name);
  }

  /// Takes an account's cache.
  ///
  /// @return what is known; empty when another window has the account, which is then a device of
  ///   its own, of which nothing is kept here
  Optional<State> open(String name) {
    close();
    try {
      Cache opened = Cache.open(accounts.of(name)).orElse(null);
      cache = opened;
      elsewhere = opened == null;
      return opened == null ? Optional.empty() : Optional.of(opened.load());
    } catch (IOException e) {
      fail(e);
      return Optional.of(State.INITIAL);
    }
  }

  /// Keeps a login, and from here on what the account knows.
  void signedIn(Account account, State now) {
    if (elsewhere) {
      return;
    }
    try {
      boolean begun = cache != null;
      if (!begun && open(account.name()).isEmpty()) {
        return;
      }
      accounts.save(account);
      if (!begun && cache != null) {
        cache.save(State.INITIAL, now);
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  /// The server took the token for bad.
  void forgetToken(String name) {
    try {
      Optional<Account> account = accounts.find(name);
      if (account.isPresent() && !elsewhere) {
        accounts.save(account.get().withoutToken());
      }
    } catch (IOException e) {
      fail(e);
    }
  }

  /// Deletes all that is here of an account, and keeps nothing more of it.
  void forget(String name) {
    close();
    elsewhere = true;
    try {
      accounts.forget(name);
    } catch (IOException _) {
      trouble = "Not all of it is gone from this device: delete " + accounts.of(name) + ".";
    }
  }

  void keep(State before, State after) {
    if (cache == null) {
      return;
    }
    try {
      cache.save(before, after);
    } catch (IOException e) {
      fail(e);
    }
  }

  /// What went wrong since the last call, as one sentence; empty for nothing.
  String takeTrouble() {
    String taken = trouble;
    trouble = "";
    return taken;
  }

  @Override
  public void close() {
    Cache open = cache;
    cache = null;
    elsewhere = false;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        fail(e);
      }
    }
  }

  private void fail(IOException e) {
    cache = null;
    trouble = "Nothing is kept on this device: " + e.getMessage() + ".";
  }
}
