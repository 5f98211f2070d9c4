package rookery.server.chat;

import java.util.Collection;

/// The cursors' copy in the record. They only move forward; a lower one changes nothing.
public interface CursorStore {
  /// Writes received cursors, all or none. Blocks.
  void received(Collection<Received> cursors);

  /// Moves a user's read cursor, and clears his "marked unread". Blocks.
  ///
  /// @return whether it moved
  boolean read(int user, long conversation, long seq);

  /// A device has all entries up to `seq`, inclusive.
  record Received(int user, String device, long conversation, long seq) {}
}
