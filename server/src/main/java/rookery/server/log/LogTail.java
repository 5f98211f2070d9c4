package rookery.server.log;

import java.time.Duration;
import java.util.List;

/// The newest of all logs, for a node that hands on what other nodes committed; it asks for no one
/// user, and must itself see to it that each gets only what is his.
///
/// All methods throw [StoreException.Unavailable]. Any thread; they block.
public interface LogTail {
  /// Where the conversations stand that changed within `age` by the store's own clock, the longest
  /// unchanged first.
  ///
  /// @param limit at most so many; where as many come, ask again from the last one's age on
  List<Head> changedWithin(Duration age, int limit);

  /// Entries with `after` < seq, ascending.
  ///
  /// @param limit at most so many
  List<LogEntry> entries(long conversation, long after, int limit);

  /// Ranges of membership that reach past `after`, those that began since included.
  List<Range> ranges(long conversation, long after);

  /// @param seq the highest one; 0 when there is no entry
  /// @param memberVersion as it stands with that entry
  /// @param age how long ago it changed, by the store's clock
  record Head(Conversation conversation, long seq, long memberVersion, Duration age) {}

  /// What a user sees of a log, both ends inclusive; one who is still a member has no end.
  record Range(int user, long from, long to) {
    public boolean holds(long seq) {
      return from <= seq && seq <= to;
    }
  }
}
