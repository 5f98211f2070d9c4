package rookery.loadtest.crucible;

/// The client was killed, as planned.
final class DiedException extends Exception {
  private static final long serialVersionUID = 1L;
  private final boolean forgetting;

  DiedException(boolean forgetting) {
    super("killed");
    this.forgetting = forgetting;
  }

  /// Whether it lost its cursors, too.
  boolean forgetting() {
    return forgetting;
  }
}
