package rookery.loadtest.crucible;

import java.time.Duration;

/// How long a client waits for what; `docs/protocol.md` sections 10 and 13.
final class Timers {
  static final Duration CONNECT_WITHIN = Duration.ofSeconds(2);
  static final Duration HELLO_WITHIN = Duration.ofSeconds(1);
  static final Duration RESUME_WITHIN = Duration.ofSeconds(3);

  /// Any other request; then the connection counts as dead.
  static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);

  static final Duration PING_AFTER = Duration.ofSeconds(4);
  static final Duration DEAD_AFTER = Duration.ofSeconds(2);
  static final Duration FIRST_WAIT = Duration.ofMillis(250);
  static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

  private Timers() {}
}
