package rookery.server.log;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where lanes write. Each lane has a writer of its own, with a connection of its own that no other
/// lane can hold up.
public interface MessageStore {
  /// How many lanes this store takes: 1 on H2.
  int lanes();

  /// Opens a lane's writer; used by one thread.
  LaneWriter openWriter();

  /// One transaction after another on one connection. After any exception only [#rollback()] may
  /// follow.
  ///
  /// All methods throw [StoreException] and its kinds.
  interface LaneWriter extends AutoCloseable {
    /// Locks conversations until commit or rollback.
    ///
    /// @param ids ascending, without repeats
    /// @return what is there, by id; an id without a conversation is absent
    Map<Long, Locked> lock(List<Long> ids);

    /// The members as they stand under the lock.
    Members members(Locked conversation);

    /// First answers to those of the keys that are stored already.
    Map<Key, Stored> stored(Collection<Key> keys);

    /// An entry as it stands under its conversation's lock, and as `user` sees it.
    Optional<LogEntry> target(long conversation, long seq, int user);

    /// Adds entries and moves the sequences: one statement for all entries, one for all sequences.
    /// Then their targets are touched.
    ///
    /// @throws StoreException.Duplicate when a key is there already; nothing of the transaction may
    ///   be kept then
    void append(List<LogEntry> entries, Map<Long, Long> nextSeqs);

    /// Applies a change of members that entry `seq` makes: ranges, roles, friends, requests,
    /// `member_version`, roster versions.
    void apply(Conversation conversation, MemberChange change, long seq, long ts);

    /// Commits. When it returns, all of it is on the disk.
    ///
    /// @throws StoreException.Unavailable when the outcome is unknown
    void commit();

    /// Ends the transaction without a trace; never throws.
    void rollback();

    /// Keeps the connection alive; called while idle, every second.
    void ping();

    @Override
    void close();
  }

  /// A conversation under its lock.
  record Locked(Conversation conversation, long nextSeq, long memberVersion) {}

  /// What makes an entry unique for good.
  record Key(long conversation, int sender, String cmid) {}

  /// The first answer to a send.
  record Stored(long seq, long ts) {}
}
