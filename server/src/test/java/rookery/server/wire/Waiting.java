package rookery.server.wire;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import rookery.server.session.Connection;

/// Waits with a deadline.
final class Waiting {
  private static final int SECONDS = 10;

  private Waiting() {}

  /// Takes connections until the one with this id comes.
  static void forConnection(BlockingQueue<Connection> queue, long id) throws InterruptedException {
    for (Connection next = forNext(queue); next.id() != id; next = forNext(queue)) {
      // Another test's.
    }
  }

  static <T> T forNext(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came within " + SECONDS + " s");
    }
    return next;
  }
}
