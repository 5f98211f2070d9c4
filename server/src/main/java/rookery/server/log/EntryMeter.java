package rookery.server.log;

import java.time.Duration;

/// Told what becomes of commands and their entries, for those who watch; what a meter does not
/// override, it does not count. Called on the threads of lanes and of routing, several at once;
/// must not block.
public interface EntryMeter {
  /// For nobody.
  EntryMeter NONE = new EntryMeter() {};

  /// A transaction was committed.
  ///
  /// @param entries in it, from 1
  /// @param texts among these, from 0
  default void committed(int entries, int texts) {}

  /// A command's sender has its ack.
  ///
  /// @param after from the command's arrival at its lane
  default void acked(Duration after) {}

  /// An entry lies in the outboxes of all sessions of this node that see it; told once for all of
  /// them, and not at all where there is none.
  ///
  /// @param after from the time that the entry carries, which its lane took just before it wrote
  ///   it; whole ms, not negative, and wrong by as much as the clocks of two nodes differ
  default void delivered(Duration after) {}
}
