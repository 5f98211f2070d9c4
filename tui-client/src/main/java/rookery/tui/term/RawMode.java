package rookery.tui.term;

/// The settings of a terminal device: how they are found, made raw and put back.
interface RawMode {
  /// Makes the device raw; what was set before is kept for [#restore].
  ///
  /// @throws NoTerminalException if the device is no terminal
  void enter() throws NoTerminalException;

  /// Puts back what [#enter] found. Never throws: it runs where nobody could do anything about it.
  void restore();

  Size size();

  /// Stops the foreground job, and returns once it has been continued.
  void stopJob();
}
