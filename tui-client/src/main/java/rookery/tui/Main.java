package rookery.tui;

/// Starts the client or the demo.
public final class Main {
  private Main() {}

  /// The first argument says which: `chat` or `demo`.
  static void main() {}
}
