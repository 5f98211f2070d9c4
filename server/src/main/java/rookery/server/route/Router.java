package rookery.server.route;

import rookery.protocol.ServerMessage;
import rookery.server.log.Committed;
import rookery.server.log.Conversation;

/// Carries committed entries, and small events, to the sessions that must see them, on this node
/// and others. Thread-safe; nothing blocks.
public interface Router extends Committed {
  /// Tells all sessions of a user; such events may be lost, and decide nothing.
  ///
  /// @param exceptConnection the id of a connection that needs no telling; 0 for none
  void tell(int user, ServerMessage event, long exceptConnection);

  /// A session here that cannot ask for what it missed has been shown a conversation up to `seq`:
  /// what follows must come without a hole.
  void read(Conversation conversation, long seq);
}
