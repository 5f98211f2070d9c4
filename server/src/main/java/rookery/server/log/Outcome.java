package rookery.server.log;

import java.util.concurrent.ThreadLocalRandom;

/// How a command ended.
public sealed interface Outcome {
  /// It is in the log, on the disk; also when it was there before.
  record Stored(long conversation, long seq, long ts) implements Outcome {}

  /// A rule said no, for good.
  record Refused(int code, String text) implements Outcome {}

  /// Not now: 429 nothing was done; 503 the outcome may be unknown. The same `cmid` may be sent
  /// again.
  record Later(int code, String text, int retryMs) implements Outcome {
    private static final int SOONEST_MS = 500;
    private static final int LATEST_MS = 1_000;

    /// When to come again, drawn anew for each, in ms: who is refused together must not come back
    /// together, or an overload feeds itself.
    public static int drawnMillis() {
      return ThreadLocalRandom.current().nextInt(SOONEST_MS, LATEST_MS);
    }

    public Later(int code, String text) {
      this(code, text, drawnMillis());
    }
  }
}
