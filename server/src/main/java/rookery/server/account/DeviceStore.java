package rookery.server.account;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rookery.protocol.SelfMessages.Devices.Device;

/// The devices of users, and the tokens by which they resume, in the record. Each method is one
/// transaction, on the disk when it returns. They block, on any thread, and throw
/// [rookery.server.log.StoreException.Unavailable].
public interface DeviceStore {
  /// Under which a bot's token is kept, whichever device it comes from; no client can call itself
  /// so.
  String BOT = ".bot";

  /// Makes the device where it is new, and gives it a token that replaces all it had.
  ///
  /// @param passwordHash the one that was checked: where the account has another by now, nothing is
  ///   done
  /// @param tokenHash null for a device without token (the classic form)
  /// @return whether it was done
  boolean signIn(int user, String passwordHash, String device, @Nullable String tokenHash, long ts);

  /// Whether a user has signed in from this device, which was not signed out by force since.
  boolean known(int user, String device);

  /// Whose token this is, the current or the next one.
  Optional<TokenOwner> byToken(String tokenHash);

  /// The next token was used: it is the current one now.
  void adoptNext(int user, String device, String tokenHash, long ts);

  /// Gives out a next token; the current one stays good.
  void offerNext(int user, String device, String nextHash);

  /// A device was there.
  void seen(int user, String device, long ts);

  /// A device logs out: its tokens end.
  void endTokens(int user, String device);

  /// The devices that are signed in, the last seen first; none of them is the current one.
  ///
  /// @param limit at most so many
  List<Device> signedIn(int user, int limit);

  /// Signs a device out, by force.
  ///
  /// @return whether it was signed in
  boolean end(int user, String device);

  /// Signs all devices of a user out, by force.
  ///
  /// @param but a device that stays; empty for none
  void endAll(int user, String but);

  /// Which devices were signed out by force within `age`, by the store's own clock, and did not
  /// sign in again.
  List<Ended> endedWithin(Duration age);

  /// @param next whether it is the token that was given out and not used yet
  /// @param tokenTs when the current token was given out
  /// @param seenTs when the device was seen
  record TokenOwner(
      int user, String name, String device, boolean next, long tokenTs, long seenTs) {}

  /// A device that was signed out.
  record Ended(int user, String device) {}
}
