package rookery.loadtest.gatling;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/// What became of each message: acked to its sender, pushed to its receiver. Thread-safe.
final class Ledger {
  private static final int ACKED = 1;
  private static final int PUSHED = 2;

  /// Above it, latencies are counted as this; µs.
  private static final long LONGEST = 60_000_000;

  private static final int DIGITS = 3;

  private final Map<String, Integer> fates = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> owed = new ConcurrentHashMap<>();
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
    if ((fate & PUSHED) == 0) {
      owed.merge(receiver, 1, Integer::sum);
    }
  }

  void pushed(String cmid, int receiver, long sentNanos) {
    boolean[] again = {false};
    int fate =
        fates.compute(
            cmid,
            (_, known) -> {
              again[0] = known != null && (known & PUSHED) != 0;
              return known == null ? PUSHED : known | PUSHED;
            });
    if (again[0]) {
      repeated.increment();
      return;
    }
    pushed.increment();
    record(pushes, sentNanos);
    if ((fate & ACKED) != 0) {
      owed.merge(receiver, -1, Integer::sum);
    }
  }

  /// Messages to this user that were acked and not pushed.
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
        acked.sum(), pushed.sum(), lost, repeated.sum(), seconds, Spread.of(ack), Spread.of(push));
  }

  /// @param seconds in which they were sent
  record Outcome(
      long acked, long pushed, long lost, long repeated, double seconds, Spread ack, Spread push) {}

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
