package rookery.server.account;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import rookery.protocol.ErrorCode;
import rookery.server.dispatch.RefusedException;

/// Lets few come in at once, in the order in which they asked. When a node has died and all of its
/// clients stand at the door, they wait here and not for the store's connections, which those who
/// are in need to catch up. Thread-safe.
final class Turns {
  private static final int AT_ONCE = 4;
  private static final int SOONEST_MS = 1_000;
  private static final int LATEST_MS = 3_000;

  private final Semaphore room = new Semaphore(AT_ONCE, true);
  private final Duration patience;

  /// @param patience how long one waits at most
  Turns(Duration patience) {
    this.patience = patience;
  }

  /// Does the work when it is its turn.
  ///
  /// @throws RefusedException 503 when that is not in time
  <T> T inTurn(Supplier<T> work) {
    if (!entered()) {
      throw new RefusedException(
          ErrorCode.TRY_AGAIN,
          "Many come in just now: try again in a moment.",
          ThreadLocalRandom.current().nextInt(SOONEST_MS, LATEST_MS));
    }
    try {
      return work.get();
    } finally {
      room.release();
    }
  }

  private boolean entered() {
    try {
      return room.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
