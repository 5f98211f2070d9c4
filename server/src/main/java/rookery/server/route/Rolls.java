package rookery.server.route;

import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The members of large groups, each list good for one version of its conversation's membership.
/// Bounded by the members in all lists together; those used longest ago go first. Thread-safe.
final class Rolls {
  private record Roll(long version, Set<Integer> users) {}

  private final int bound;
  private final Map<Long, Roll> byConversation = new LinkedHashMap<>(16, 0.75f, true);
  private int held;

  /// @param bound ids in all lists
  Rolls(int bound) {
    this.bound = bound;
  }

  synchronized void put(long conversation, long version, Set<Integer> users) {
    Roll before = byConversation.put(conversation, new Roll(version, users));
    held += users.size() - (before == null ? 0 : before.users.size());
    Iterator<Roll> eldest = byConversation.values().iterator();
    while (held > bound && eldest.hasNext()) {
      held -= eldest.next().users.size();
      eldest.remove();
    }
  }

  /// The members at a version; empty when they are not known.
  synchronized Optional<Set<Integer>> at(long conversation, long version) {
    return Optional.ofNullable(byConversation.get(conversation))
        .filter(roll -> roll.version == version)
        .map(Roll::users);
  }

  /// Who sees an entry, noting what it changes; empty when the members before it are not known.
  Optional<Set<Integer>> pass(long conversation, Audience.Rolled entry) {
    Optional<Set<Integer>> before = at(conversation, entry.before());
    if (before.isEmpty() || entry.before() == entry.after()) {
      return before;
    }
    Set<Integer> both = new HashSet<>(before.get());
    both.addAll(entry.joined());
    Set<Integer> after = new HashSet<>(both);
    after.removeAll(entry.left());
    put(conversation, entry.after(), after);
    return Optional.of(both);
  }
}
