package rookery.server.dispatch;

/// Who may send a type of message at all; finer rules are the features'.
public enum Access {
  /// Any connection.
  ANYONE,
  /// Only who is signed in.
  SIGNED_IN
}
