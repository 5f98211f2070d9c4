package rookery.server.keeper;

import java.util.List;

/// How far back the words of conversations reach, in the record. Each method is one transaction, on
/// the disk when it returns. They block, on any thread, and throw
/// [rookery.server.log.StoreException.Unavailable].
public interface HistoryStore {
  /// Conversations with id > `after` that hold entries from before `ts` which were not looked at
  /// yet, by id.
  ///
  /// @param limit at most so many
  List<Long> withOlder(long ts, long after, int limit);

  /// Takes the words of the oldest texts from before `ts`, and all that was done to them; their
  /// places stay.
  ///
  /// @param limit entries looked at, at most
  /// @return how many entries were looked at
  int forget(long conversation, long ts, int limit);
}
