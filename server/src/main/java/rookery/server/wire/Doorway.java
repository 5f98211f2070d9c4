package rookery.server.wire;

import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// Connections that a listener has accepted and that have not been counted yet, a few at a time.
///
/// A burst is accepted faster than its threads come to run, and each socket is an open file: beyond
/// the limit on those a listener ends. Here its thread waits until some have been let in or turned
/// away. Thread-safe.
final class Doorway {
  static final int MAX = 128;

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private int inside;

  /// One is accepted. Called by the listener's thread, which may wait here for a moment.
  synchronized void arrived(Socket socket) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (inside >= MAX) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          inside--; // one was lost on its way: a listener must not wait for ever
        } else {
          wait(left);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the listener stops
    }
    inside++;
  }

  /// One is counted, or turned away and about to be closed.
  synchronized void passed() {
    if (inside > 0) {
      inside--;
    }
    notifyAll();
  }
}
