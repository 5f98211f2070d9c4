package rookery.server.limit;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/// Counts how often limits held somebody up, by whose limit it was. Thread-safe.
public final class Refusals {
  private final LongAdder[] counts;

  /// Nothing yet.
  public Refusals() {
    counts = new LongAdder[Limit.values().length];
    Arrays.setAll(counts, _ -> new LongAdder());
  }

  /// What is held to a limit.
  public enum Limit {
    /// A connection: it was read no faster.
    CONNECTION,
    /// A user, over all his connections.
    USER,
    /// An address, with all who come from there.
    ADDRESS,
    /// Guesses of a password.
    PASSWORD;

    /// The word for operators.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Since the start.
  public long of(Limit limit) {
    return counts[limit.ordinal()].sum();
  }

  /// One more.
  public void count(Limit limit) {
    counts[limit.ordinal()].increment();
  }
}
