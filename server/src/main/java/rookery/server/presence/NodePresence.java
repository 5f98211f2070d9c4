package rookery.server.presence;

import java.util.Set;
import rookery.server.session.Session;

/// Who has sessions on the other nodes, and what they learn of the sessions here. It may lag, and
/// where it is not known it says no. Thread-safe; nothing blocks.
public interface NodePresence {
  /// A session began here.
  void opened(Session session);

  /// A session ended here.
  void closed(Session session);

  /// Whether a user has a session on another node.
  boolean elsewhere(int user);

  /// Whether a user has a session in the classic form on another node.
  boolean classicElsewhere(int user);

  /// Whether who is on the other nodes has had time to become known since this one started.
  boolean complete();

  /// Names who is to be told of what others do; called once, before any session is opened.
  void watch(Watcher watcher);

  /// How sessions on another node came to their end.
  enum How {
    /// One by one, while their node went on.
    CLOSED,
    /// Their node took its leave, or has no database: it may have left the mirror as it was.
    LEFT,
    /// Their node died, and they had time to be elsewhere by now.
    DIED
  }

  /// Told of users by the other nodes' presence; must not block.
  interface Watcher {
    /// These have no session on another node any more.
    void gone(Set<Integer> users, How how);

    /// These have a session on another node, and had none.
    void come(Set<Integer> users);
  }
}
