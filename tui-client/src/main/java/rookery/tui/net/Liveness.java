package rookery.tui.net;

/// When to ask whether the other side is still there, and when to believe that it is not. Times are
/// those of `System.nanoTime`.
///
/// Reader and writer say what happened; one thread asks what is due.
final class Liveness {
  private final long pingAfter;
  private final long deadAfter;
  private volatile long heardAt;
  private volatile long sentAt;
  private long pingedAt;
  private boolean waits;

  /// What is to be done.
  enum Due {
    NOTHING,
    PING,
    GIVE_UP
  }

  Liveness(Timers timers, long now) {
    this.pingAfter = timers.pingAfter().toNanos();
    this.deadAfter = timers.deadAfter().toNanos();
    this.heardAt = now;
    this.sentAt = now;
  }

  void heard(long now) {
    heardAt = now;
  }

  void sent(long now) {
    sentAt = now;
  }

  /// What is due now; a ping counts as sent from here on.
  Due due(long now) {
    waits = waits && heardAt - pingedAt < 0;
    if (waits) {
      return now - pingedAt >= deadAfter ? Due.GIVE_UP : Due.NOTHING;
    }
    if (now - quietSince() < pingAfter) {
      return Due.NOTHING;
    }
    pingedAt = now;
    waits = true;
    return Due.PING;
  }

  /// How long nothing can become due.
  long pause(long now) {
    return Math.max(0, waits ? pingedAt + deadAfter - now : quietSince() + pingAfter - now);
  }

  private long quietSince() {
    long heard = heardAt;
    long sent = sentAt;
    return heard - sent < 0 ? heard : sent;
  }
}
