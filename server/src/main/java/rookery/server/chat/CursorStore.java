package rookery.server.chat;

import java.util.Collection;
import java.util.Optional;

/// The cursors' copy in the record. They only move forward; a lower one changes nothing.
public interface CursorStore {
  /// Writes received cursors. When it throws, some may not be written: a repeat does no harm.
  /// Blocks.
  void received(Collection<Received> cursors);

  /// Moves a user's read cursor, and takes the mark away where it is not moved back. Blocks.
  ///
  /// @return how it stands now; empty when nothing changed
  Optional<Reading> read(int user, long conversation, long seq);

  /// Marks a conversation unread. Blocks.
  ///
  /// @return how it stands now; empty when it was marked already
  Optional<Reading> markUnread(int user, long conversation);

  /// How often what a user has read, or marked, has changed. Whoever knows this count has heard of
  /// all that counts no more. Blocks.
  long reads(int user);

  /// Who has an entry, of those who may see it, but for its author. Blocks.
  Seen seen(long conversation, long seq, int author);

  /// How many.
  record Seen(int members, int received, int read) {}

  /// A device has all entries up to `seq`, inclusive.
  record Received(int user, String device, long conversation, long seq) {}

  /// What a user has read of a conversation.
  ///
  /// @param moved whether the cursor did; else the mark alone changed
  /// @param reads the user's count of changes, this one included
  record Reading(long read, boolean moved, boolean marked, long reads) {}
}
