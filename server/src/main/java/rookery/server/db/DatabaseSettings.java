package rookery.server.db;

/// Where the record is kept.
///
/// @param store the path of an H2 file, a URL that begins with `jdbc:h2:`, or one that begins with
///   `jdbc:mysql:`, which reaches MariaDB too
/// @param user whom to sign in as; empty where the URL names him, and on H2
/// @param password empty where there is none, or the URL has it
public record DatabaseSettings(String store, String user, String password) {
  /// A store that needs no sign-in, or has it in its URL.
  public DatabaseSettings(String store) {
    this(store, "", "");
  }

  /// Keeps the password out of logs.
  @Override
  public String toString() {
    return "DatabaseSettings[" + Target.of(this).shown() + "]";
  }
}
