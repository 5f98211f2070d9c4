package rookery.server.wire;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What waits for a connection's writer, and whether there is one. Thread-safe; only the methods
/// that await something block.
///
/// The writer takes all that is there, so a connection holds at most twice these bounds: what is
/// being written, and what came since.
final class Outbox {
  static final int MAX_FRAMES = 4_096;

  /// Bytes, terminators not counted. The longest frame that a server sends.
  static final int MAX_BYTES = 2 << 20;

  private List<Outgoing> items = List.of(); // most connections are idle
  private int bytes;
  private boolean writing;
  private boolean closed;

  /// What became of an item.
  enum Put {
    /// A writer is at work and will take it.
    WAITS,
    /// It waits, and the caller must start a writer.
    START,
    /// There is no room.
    FULL,
    /// Nothing is taken any more.
    CLOSED
  }

  synchronized Put put(Outgoing item, int size) {
    if (closed) {
      return Put.CLOSED;
    }
    if (items.size() >= MAX_FRAMES || bytes + size > MAX_BYTES && !items.isEmpty()) {
      return Put.FULL;
    }
    if (items.isEmpty()) {
      items = new ArrayList<>(4);
    }
    items.add(item);
    bytes += size;
    if (writing) {
      return Put.WAITS;
    }
    writing = true;
    return Put.START;
  }

  /// All that waits, for the writer; when that is nothing, the writer must end.
  synchronized List<Outgoing> take() {
    List<Outgoing> taken = items;
    items = List.of();
    bytes = 0;
    writing = !taken.isEmpty();
    notifyAll();
    return taken;
  }

  /// Takes a last item, then nothing any more. A repeat does nothing.
  ///
  /// @return whether the caller must start a writer
  synchronized boolean closeAfter(List<Outgoing> last) {
    if (closed) {
      return false;
    }
    closed = true;
    notifyAll();
    if (!last.isEmpty()) {
      items = new ArrayList<>(items);
      items.addAll(last);
    }
    boolean start = !writing;
    writing = true;
    return start;
  }

  /// Forgets all that waits and takes nothing any more.
  ///
  /// @return whether a writer is at work
  synchronized boolean abandon() {
    closed = true;
    items = List.of();
    notifyAll();
    return writing;
  }

  synchronized boolean closed() {
    return closed;
  }

  /// Waits while it is more than half full: a client's own requests do not overflow it.
  synchronized void awaitRoom() throws InterruptedException {
    while (!closed && (bytes > MAX_BYTES / 2 || items.size() > MAX_FRAMES / 2)) {
      wait();
    }
  }

  /// Waits until all is written.
  ///
  /// @return false when that does not come in time, or nothing is taken any more
  synchronized boolean awaitDrained(Duration atMost) throws InterruptedException {
    long end = System.nanoTime() + atMost.toNanos();
    while (!closed && writing) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return !closed;
  }
}
