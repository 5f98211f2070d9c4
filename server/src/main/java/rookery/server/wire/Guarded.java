package rookery.server.wire;

/// Something open that [Guard] looks at.
interface Guarded {
  /// Cuts what is stuck or silent. Must not block.
  ///
  /// @param now by [System#nanoTime()]
  void check(long now);

  /// The node stops: say goodbye where there is a word for it, and close. Must not block.
  void goodbye();
}
