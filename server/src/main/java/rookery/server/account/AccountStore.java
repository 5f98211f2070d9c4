package rookery.server.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Accounts and devices in the record. Each method is one transaction, on the disk when it returns.
/// They block, on any thread, and throw [rookery.server.log.StoreException.Unavailable].
public interface AccountStore {
  /// Makes an account.
  ///
  /// @param nameKey what makes the name unique
  /// @param hash Argon2id in PHC form
  /// @return its id; empty when the name is taken
  Optional<Integer> register(String name, String nameKey, String hash, long ts);

  Optional<Account> byId(int id);

  Optional<Account> byNameKey(String nameKey);

  /// Makes the device where it is new, and gives it a token that replaces all it had. Null hash: a
  /// device without token (the classic form).
  void signIn(int user, String device, @Nullable String tokenHash, long ts);

  /// Whose token this is, the current or the next one.
  Optional<TokenOwner> byToken(String tokenHash);

  /// The next token was used: it is the current one now.
  void adoptNext(int user, String device, String tokenHash, long ts);

  /// Gives out a next token; the current one stays good.
  void offerNext(int user, String device, String nextHash);

  /// Ends a device's tokens.
  void endTokens(int user, String device);

  /// @param hash Argon2id in PHC form
  record Account(int id, String name, String hash) {
    /// Keeps the hash out of logs.
    @Override
    public String toString() {
      return "Account[id=" + id + "]";
    }
  }

  /// @param next whether it is the token that was given out and not used yet
  /// @param tokenTs when the current token was given out
  record TokenOwner(int user, String name, String device, boolean next, long tokenTs) {}
}
