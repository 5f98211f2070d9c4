package rookery.loadtest.gatling;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.Cursor;

/// What became of each message: acked to its sender, pushed to its receiver. Thread-safe.
///
/// A server that has not heard of a conversation begins to push with the first entry that reaches
/// it, be it not the oldest that is on its way: a client asks for what is before it, and so do the
/// users here, once, before anything counts as lost.
final class Ledger {
  private static final int ACKED = 1;
  private static final int CAME = 2;

  /// Above it, latencies are counted as this; µs.
  private static final long LONGEST = 60_000_000;

  private static final int DIGITS = 3;

  /// Entries that a user asks for: few may be on their way to one user at once.
  private static final int BEFORE = 5;

  /// Request ids above it are of users who ask for what they were not sent.
  private static final long ASKING = 1L << 40;

  private final long beganNanos = System.nanoTime();
  private final Map<String, Integer> fates = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> owed = new ConcurrentHashMap<>();

  /// The first that each user was pushed.
  private final Map<Integer, Cursor> firsts = new ConcurrentHashMap<>();

  private final LongAdder found = new LongAdder();
  private final LongAdder repeated = new LongAdder();
  private final LongAdder acked = new LongAdder();
  private final LongAdder pushed = new LongAdder();
  private final Recorder acks = new Recorder(LONGEST, DIGITS);
  private final Recorder pushes = new Recorder(LONGEST, DIGITS);

  /// @param sentNanos by `System.nanoTime()`
  void acked(String cmid, int receiver, long sentNanos) {
    acked.increment();
    record(acks, sentNanos);
    int fate = fates.merge(cmid, ACKED, (a, b) -> a | b);
    if ((fate & CAME) == 0) {
      owed.merge(receiver, 1, Integer::sum);
    }
  }

  /// @return false for one of an earlier run, which is not counted
  boolean pushed(DirectPosted posted, long sentNanos) {
    if (sentNanos - beganNanos < 0) {
      return false;
    }
    firsts.putIfAbsent(posted.to(), new Cursor(posted.conv(), posted.seq()));
    if (came(posted.cmid(), posted.to())) {
      pushed.increment();
      record(pushes, sentNanos);
    } else {
      repeated.increment();
    }
    return true;
  }

  /// A message is among what its receiver asked for. After the first that was pushed, all must be.
  void found(DirectPosted posted) {
    Cursor first = firsts.get(posted.to());
    if (first != null
        && posted.seq() < first.seq()
        && fates.containsKey(posted.cmid())
        && came(posted.cmid(), posted.to())) {
      found.increment();
    }
  }

  /// @return false when it had come before
  private boolean came(String cmid, int receiver) {
    boolean[] again = {false};
    int fate =
        fates.compute(
            cmid,
            (_, known) -> {
              again[0] = known != null && (known & CAME) != 0;
              return known == null ? CAME : known | CAME;
            });
    if (!again[0] && (fate & ACKED) != 0) {
      owed.merge(receiver, -1, Integer::sum);
    }
    return !again[0];
  }

  /// What a user asks for who misses something: what is before the first that he was pushed. Empty
  /// where he was pushed none.
  Optional<Backlog> question(int receiver) {
    return Optional.ofNullable(firsts.get(receiver))
        .filter(_ -> missing(receiver) > 0)
        .map(first -> new Cursor(first.conv(), Math.max(0, first.seq() - BEFORE)))
        .map(after -> new Backlog(List.of(after), BEFORE));
  }

  /// The request id with which a user asks.
  static long asking(int user) {
    return ASKING + user;
  }

  static boolean isAsking(int user, @Nullable Long rid) {
    return rid != null && rid == asking(user);
  }

  /// Messages to this user that were acked and have not come.
  int missing(int receiver) {
    return owed.getOrDefault(receiver, 0);
  }

  private static void record(Recorder recorder, long sentNanos) {
    long micros = (System.nanoTime() - sentNanos) / 1_000;
    recorder.recordValue(Math.clamp(micros, 0, LONGEST));
  }

  /// The numbers so far; call it once.
  Outcome outcome(double seconds) {
    int lost = owed.values().stream().mapToInt(Integer::intValue).sum();
    Histogram ack = acks.getIntervalHistogram();
    Histogram push = pushes.getIntervalHistogram();
    return new Outcome(
        acked.sum(),
        pushed.sum(),
        found.sum(),
        lost,
        repeated.sum(),
        seconds,
        Spread.of(ack),
        Spread.of(push));
  }

  /// @param found not pushed, and there when asked for
  /// @param seconds in which they were sent
  record Outcome(
      long acked,
      long pushed,
      long found,
      long lost,
      long repeated,
      double seconds,
      Spread ack,
      Spread push) {}

  /// Latencies in µs.
  record Spread(long p50, long p99, long max) {
    static Spread of(Histogram histogram) {
      return new Spread(
          histogram.getValueAtPercentile(50),
          histogram.getValueAtPercentile(99),
          histogram.getMaxValue());
    }
  }
}
