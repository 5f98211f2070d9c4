package rookery.loadtest.thin;

import java.util.concurrent.atomic.AtomicLong;

/// The longest time in which nothing came. Thread-safe.
final class Gaps {
  private final AtomicLong last = new AtomicLong(System.nanoTime());
  private final AtomicLong longest = new AtomicLong();

  void restart() {
    last.set(System.nanoTime());
    longest.set(0);
  }

  void came() {
    long now = System.nanoTime();
    long gap = now - last.getAndSet(now);
    if (gap > longest.get()) {
      longest.accumulateAndGet(gap, Math::max);
    }
  }

  long longestMicros() {
    return longest.get() / 1_000;
  }
}
