package rookery.server.chat;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import rookery.protocol.ErrorCode;
import rookery.server.dispatch.RefusedException;
import rookery.server.group.GroupStore;

/// Which conversation is a group's; that never changes, so it is remembered. Thread-safe; blocks on
/// the store.
final class GroupConversations {
  /// Remembered groups; past that all are forgotten and asked for again.
  private static final int CACHE = 20_000;

  private final GroupStore store;
  private final Map<Integer, Long> known = new ConcurrentHashMap<>();

  GroupConversations(GroupStore store) {
    this.store = store;
  }

  /// The conversation, where it is remembered; does not block.
  OptionalLong known(int group) {
    Long cached = known.get(group);
    return cached == null ? OptionalLong.empty() : OptionalLong.of(cached);
  }

  /// @throws RefusedException 404
  long conversation(int group) {
    Long cached = known.get(group);
    if (cached != null) {
      return cached;
    }
    long conversation =
        store
            .evenDissolved(group)
            .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN, "There is no such group."))
            .conversation();
    if (known.size() >= CACHE) {
      known.clear();
    }
    known.put(group, conversation);
    return conversation;
  }
}
