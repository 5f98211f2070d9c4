package rookery.tui.model;

/// How it stands with the server.
public sealed interface Link {
  /// Nobody has said as whom to sign in.
  record Idle() implements Link {}

  /// The first try is under way.
  record Connecting() implements Link {}

  /// Signed in.
  record Up() implements Link {}

  /// Waiting for the next try.
  ///
  /// @param until ms since the epoch, when that comes
  /// @param why one sentence for a person
  record Waiting(long until, String why) implements Link {}

  /// The server did not take the credentials; nothing more is tried.
  ///
  /// @param token whether a password may still do
  record Refused(String sentence, boolean token) implements Link {}
}
