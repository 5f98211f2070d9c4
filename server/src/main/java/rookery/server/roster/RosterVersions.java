package rookery.server.roster;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The highest version of each present user's roster that this node has seen, so that a pong can
/// tell it without the database. It may lag; it decides nothing. Thread-safe.
public final class RosterVersions {
  private final Map<Integer, Long> byUser = new ConcurrentHashMap<>();

  public Optional<Long> known(int user) {
    return Optional.ofNullable(byUser.get(user));
  }

  /// @return `version`
  public long seen(int user, long version) {
    byUser.merge(user, version, Math::max);
    return version;
  }

  /// The same, but for a user of whom nothing was seen here, as he may be elsewhere.
  ///
  /// @return `version`
  long moved(int user, long version) {
    byUser.computeIfPresent(user, (_, before) -> Math.max(before, version));
    return version;
  }

  /// The user is gone from this node.
  public void forget(int user) {
    byUser.remove(user);
  }
}
