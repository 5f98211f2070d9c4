package rookery.loadtest.crucible;

/// How a client dies.
enum Death {
  /// At once; it keeps its outbox and its cursors.
  PLAIN,
  /// At once; it keeps its outbox alone and has to trust the server's copy of its cursors.
  FORGETTING,
  /// When it has received something and not confirmed it yet.
  BEFORE_CONFIRMING,
  /// With the first page of its next sync, half of it taken.
  IN_SYNC
}
