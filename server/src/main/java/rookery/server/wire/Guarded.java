package rookery.server.wire;

/// Something open that [Guard] looks at.
interface Guarded {
  /// Cuts what is stuck or silent. Must not block.
  ///
  /// @param now by [System#nanoTime()]
  void check(long now);

  /// Its client must go elsewhere: say goodbye where there is a word for it, and close. Must not
  /// block.
  ///
  /// @param why one ASCII sentence, for a person
  void goodbye(String why);

  /// For now its client must go elsewhere: the same, where that is known to be heard. Must not
  /// block.
  void sendAway();
}
