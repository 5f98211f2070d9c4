package rookery.server.limit;

import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A rate for each of many keys. Bounded: what is idle is forgotten, and beyond [#MAX] what was not
/// used for longest, so that many keys make it lenient and never large. Thread-safe; does not
/// block.
final class Buckets<K> {
  static final int MAX = 20_000;

  /// Looked at with each use; more than one, so that the idle ones go faster than new ones come.
  private static final int SWEPT = 2;

  private final Rate rate;
  private final Clock clock;
  private final LinkedHashMap<K, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  Buckets(Rate rate, Clock clock) {
    this.rate = rate;
    this.clock = clock;
  }

  /// Takes `amount` for a key, if there is so much.
  ///
  /// @return 0 when it was taken; else ms until it may be
  int take(K key, long amount) {
    if (rate.none()) {
      return 0;
    }
    long now = nanos(clock);
    return millis(bucket(key, now).take(rate, now, amount));
  }

  /// Takes `amount` for a key in any case.
  ///
  /// @return ns until no more is taken than the rate allows
  long owe(K key, long amount) {
    if (rate.none()) {
      return 0;
    }
    long now = nanos(clock);
    return bucket(key, now).owe(rate, now, amount);
  }

  synchronized int size() {
    return buckets.size();
  }

  private synchronized Bucket bucket(K key, long now) {
    Iterator<Map.Entry<K, Bucket>> oldest = buckets.entrySet().iterator();
    for (int i = 0; i < SWEPT && oldest.hasNext(); i++) {
      Map.Entry<K, Bucket> next = oldest.next();
      if (!next.getKey().equals(key) && next.getValue().idle(now) || buckets.size() > MAX) {
        oldest.remove();
      }
    }
    return buckets.computeIfAbsent(key, _ -> new Bucket());
  }

  static long nanos(Clock clock) {
    return TimeUnit.MILLISECONDS.toNanos(clock.millis());
  }

  /// Rounded up, so that it is not too early.
  private static int millis(long nanos) {
    return Math.toIntExact(TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
  }
}
