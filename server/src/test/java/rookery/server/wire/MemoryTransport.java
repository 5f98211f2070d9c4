package rookery.server.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// A transport whose far end is the test: what is written can be looked at write by write, and a
/// peer that does not read is one that takes no permits.
final class MemoryTransport implements Transport {
  /// One write.
  ///
  /// @param begun by [System#nanoTime()]
  record Write(String text, long begun, long ended) {}

  final BlockingQueue<Write> writes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Optional<byte[]>> incoming = new LinkedBlockingQueue<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile CountDownLatch mayWrite = new CountDownLatch(0);

  void receive(String text) {
    incoming.add(Optional.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// From now on a write blocks, for ever or until the transport is closed.
  void stopReading() {
    mayWrite = new CountDownLatch(1);
  }

  void readAgain() {
    mayWrite.countDown();
  }

  void endOfStream() {
    incoming.add(Optional.empty());
  }

  void awaitClosed() throws InterruptedException {
    closed.await();
  }

  @Override
  public String remoteAddress() {
    return "192.0.2.1";
  }

  @Override
  public byte @Nullable [] read() throws IOException {
    try {
      Optional<byte[]> next = incoming.take();
      if (closed.getCount() == 0) {
        throw new IOException("closed");
      }
      return next.orElse(null);
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void write(byte[] bytes) throws IOException {
    long begun = System.nanoTime();
    try {
      mayWrite.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    if (closed.getCount() == 0) {
      throw new IOException("closed");
    }
    writes.add(new Write(new String(bytes, StandardCharsets.UTF_8), begun, System.nanoTime()));
  }

  @Override
  public void close() {
    closed.countDown();
    mayWrite.countDown();
    endOfStream();
  }
}
