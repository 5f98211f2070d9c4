package rookery.server.roster;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The highest version of each present user's roster that this node has seen, so that a pong can
/// tell it without the database. It may lag; it decides nothing. Thread-safe.
public final class RosterVersions {
  /// Few enough that who asks meanwhile does not wait for all.
  private static final int PAGE = 500;

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

  /// Takes the versions of all who are known here from the record, as news of them may have been
  /// lost. Blocks.
  ///
  /// @throws rookery.server.log.StoreException when the record cannot be read
  public void refresh(RosterStore store) {
    List<Integer> users = List.copyOf(byUser.keySet());
    for (int from = 0; from < users.size(); from += PAGE) {
      List<Integer> page = users.subList(from, Math.min(from + PAGE, users.size()));
      store.versions(page).forEach(this::moved);
    }
  }

  /// The user is gone from this node.
  public void forget(int user) {
    byUser.remove(user);
  }
}
