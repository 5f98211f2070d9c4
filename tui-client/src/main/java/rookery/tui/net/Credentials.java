package rookery.tui.net;

/// What a client signs in with.
public sealed interface Credentials {
  /// A name, or an id in digits, and its password.
  ///
  /// @param register make the account first
  record ByPassword(String name, String password, boolean register) implements Credentials {
    /// Keeps secrets out of logs.
    @Override
    public String toString() {
      return "ByPassword[name=" + name + ", register=" + register + "]";
    }
  }

  /// What a server gave to this device at an earlier login.
  record ByToken(String token) implements Credentials {
    /// Keeps secrets out of logs.
    @Override
    public String toString() {
      return "ByToken[]";
    }
  }
}
