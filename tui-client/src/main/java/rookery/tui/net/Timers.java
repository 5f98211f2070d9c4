package rookery.tui.net;

import java.time.Duration;

/// How long the client waits for what; `docs/protocol.md` sections 10 and 13.
///
/// @param connectWithin for the transport to stand
/// @param helloWithin for the answer to the ping that opens a connection
/// @param resumeWithin for the answer to a login by token
/// @param loginWithin for the answer to a login by password, whose check is slow on purpose
/// @param answerWithin for the answer to any other request; then the connection counts as dead
/// @param pingAfter nothing was heard, or nothing sent, for so long: ping
/// @param deadAfter no answer to that for so long: the connection is dead
/// @param firstWait the most that is waited before the first new try; doubled at each failure
/// @param longestWait the most that is waited before any
public record Timers(
    Duration connectWithin,
    Duration helloWithin,
    Duration resumeWithin,
    Duration loginWithin,
    Duration answerWithin,
    Duration pingAfter,
    Duration deadAfter,
    Duration firstWait,
    Duration longestWait) {
  /// What the protocol says.
  public static final Timers STANDARD =
      new Timers(
          Duration.ofSeconds(2),
          Duration.ofSeconds(1),
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(4),
          Duration.ofSeconds(2),
          Duration.ofMillis(250),
          Duration.ofSeconds(8));

  /// The same with another idea of when a connection is silent, and dead.
  public Timers withLiveness(Duration newPingAfter, Duration newDeadAfter) {
    return new Timers(
        connectWithin,
        helloWithin,
        resumeWithin,
        loginWithin,
        answerWithin,
        newPingAfter,
        newDeadAfter,
        firstWait,
        longestWait);
  }

  /// The same with another wait for all answers.
  public Timers withAnswers(Duration hello, Duration any) {
    return new Timers(
        connectWithin, hello, any, any, any, pingAfter, deadAfter, firstWait, longestWait);
  }
}
