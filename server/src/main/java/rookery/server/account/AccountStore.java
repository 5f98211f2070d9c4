package rookery.server.account;

import java.util.Optional;

/// Accounts in the record. Each method is one transaction, on the disk when it returns. They block,
/// on any thread, and throw [rookery.server.log.StoreException.Unavailable].
public interface AccountStore {
  /// Makes an account.
  ///
  /// @param nameKey what makes the name unique
  /// @param hash Argon2id in PHC form; empty for a bot
  /// @return its id; empty when the name is taken
  Optional<Integer> register(String name, String nameKey, String hash, long ts);

  Optional<Account> byId(int id);

  Optional<Account> byNameKey(String nameKey);

  /// Gives an account another password, and signs its devices out, all or nothing.
  ///
  /// @param before the hash of the one before: where it is another by now, nothing is done
  /// @param but a device that stays signed in; empty for none
  /// @return whether it was done
  boolean setPassword(int user, String before, String hash, String but);

  /// Keeps an account out, and signs all its devices out.
  ///
  /// @return whether it was let in before
  boolean suspend(int user);

  /// Lets an account in again.
  ///
  /// @return whether it was kept out
  boolean restore(int user);

  /// @param hash Argon2id in PHC form; empty for a bot
  /// @param created in ms since the epoch
  /// @param suspended whether it is kept out
  record Account(int id, String name, String hash, long created, boolean suspended) {
    /// Whether it has no password, and logs in by a token alone.
    public boolean bot() {
      return hash.isEmpty();
    }

    /// Keeps the hash out of logs.
    @Override
    public String toString() {
      return "Account[id=" + id + "]";
    }
  }
}
