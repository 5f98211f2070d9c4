package rookery.server.limit;

/// What is left of a rate, kept as one number: the moment at which all of it will be back. Each use
/// moves that moment on; what lies further ahead than a period is too much. Thread-safe.
final class Bucket {
  private long full;
  private long used;

  /// Takes `amount`, if there is so much.
  ///
  /// @param now in ns
  /// @return 0 when it was taken; else ns until it may be
  synchronized long take(Rate rate, long now, long amount) {
    if (rate.none()) {
      return 0;
    }
    long back = after(rate, now, amount);
    long wait = back - now - length(rate);
    // What is more than there can ever be goes through once all is there.
    if (wait > 0 && full > now) {
      return wait;
    }
    full = back;
    return 0;
  }

  /// Takes `amount` in any case.
  ///
  /// @return ns until no more is taken than the rate allows; 0 when that is so now
  synchronized long owe(Rate rate, long now, long amount) {
    if (rate.none()) {
      return 0;
    }
    full = after(rate, now, amount);
    return Math.max(0, full - now - length(rate));
  }

  /// Whether it is as one that was never used.
  synchronized boolean idle(long now) {
    return full <= now;
  }

  /// A clock that was set back takes the debt along.
  private long after(Rate rate, long now, long amount) {
    if (now < used) {
      full -= used - now;
    }
    used = now;
    return Math.max(full, now) + amount * rate.interval();
  }

  private static long length(Rate rate) {
    return rate.count() * rate.interval();
  }
}
