package rookery.server.redis;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// Frames that wait to be handed on, in order. Bounded in number and in size: one that does not fit
/// is let go, which its successor's number shows. Thread-safe.
final class Inbox {
  private static final int FRAMES = 4_000;

  private static final long BYTES = 32 << 20;

  private final LinkedBlockingQueue<byte[]> frames = new LinkedBlockingQueue<>(FRAMES);
  private final AtomicLong bytes = new AtomicLong();
  private final LongAdder lost = new LongAdder();

  /// Does not block.
  void offer(byte[] frame) {
    if (bytes.get() < BYTES && frames.offer(frame)) {
      bytes.addAndGet(frame.length);
    } else {
      lost.increment();
    }
  }

  byte[] take() throws InterruptedException {
    byte[] frame = frames.take();
    bytes.addAndGet(-frame.length);
    return frame;
  }

  /// Frames that wait.
  int waiting() {
    return frames.size();
  }

  /// Frames let go since the start.
  long lost() {
    return lost.sum();
  }
}
