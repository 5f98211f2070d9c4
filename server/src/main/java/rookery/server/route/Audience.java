package rookery.server.route;

import java.util.Set;

/// Who sees an entry, as the node that committed it tells the others.
public sealed interface Audience {
  /// So many are listed with each entry; a larger group is told by its version.
  int NAMED = 64;

  /// These.
  record Named(Set<Integer> users) implements Audience {}

  /// The members at a version, before and after the entry: for groups too large to be listed.
  ///
  /// @param before the conversation's `member_version` before the entry
  /// @param after the same with it
  /// @param joined members after it only
  /// @param left members before it only
  record Rolled(long before, long after, Set<Integer> joined, Set<Integer> left)
      implements Audience {}
}
