package rookery.loadtest.thin;

import java.util.Locale;

/// What the thin generator measures.
public enum Scenario {
  /// One-to-one, each conversation with one who sends and one who receives.
  DIRECT,
  /// One who sends to a group of all.
  GROUP,
  /// All send to one group.
  HOT,
  /// Connections that do nothing; the memory of a node of its own.
  IDLE,
  /// Resumes, one after another on many threads.
  RESUME,
  /// Logins by name and password, likewise.
  LOGIN,
  /// Catching up with 10,000 texts in 50 conversations.
  SYNC,
  /// Starts of a node of its own.
  START,
  /// Clients of a node that is killed.
  FAILOVER,
  /// Friends who come and go all at once.
  PRESENCE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
