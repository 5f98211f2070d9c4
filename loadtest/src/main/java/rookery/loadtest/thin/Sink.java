package rookery.loadtest.thin;

/// Takes what comes; on the connection's own thread.
interface Sink {
  /// An answer to the send with this number.
  ///
  /// @param retryMs a refused one may be repeated after so long
  void answered(Peer peer, long number, int code, long retryMs);

  /// A message from a sender of ours.
  ///
  /// @param dueNanos when it was due, by `System.nanoTime()`
  /// @param sender its index
  void pushed(Peer peer, long dueNanos, int sender, long number);

  void pong(Peer peer, long number);
}
