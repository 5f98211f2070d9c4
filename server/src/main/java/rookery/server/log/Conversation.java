package rookery.server.log;

/// Which conversation, and between whom.
public sealed interface Conversation {
  /// Its id, from 1.
  long id();

  /// Between two users; `low` < `high`.
  record Direct(long id, int low, int high) implements Conversation {
    /// The other one.
    public int peerOf(int user) {
      return user == low ? high : low;
    }
  }

  /// Of a group.
  record Group(long id, int group) implements Conversation {}
}
