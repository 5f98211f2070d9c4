package rookery.tui.demo;

/// Who lives in the demo.
final class People {
  private People() {}

  /// Only ever good for the demo's own server, which is gone with it.
  static String password(String name) {
    return name + "-demo-1";
  }
}
