package rookery.tui.term;

import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Runs a [KeyDecoder] over a stream.
///
/// A blocking read cannot be given a time limit, and an escape needs one. So one thread reads and
/// hands each read over, and a second one decodes, waiting no longer than the decoder's patience.
/// Nothing is queued between them: who types faster than the sink takes waits in the kernel.
public final class KeyReader implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(KeyReader.class.getName());
  private static final int READ_BYTES = 4096;
  private static final byte[] END = new byte[0];

  private final InputStream source;
  private final SynchronousQueue<byte[]> reads = new SynchronousQueue<>();
  private final KeyDecoder decoder;
  private final Thread reader;
  private final Thread decoding;

  /// @param sink called on the decoding thread; it may block, and then nothing is read. Its last
  ///   input is `EndOfInput`, unless closed before
  public KeyReader(InputStream source, Consumer<Input> sink) {
    this.source = source;
    this.decoder = new KeyDecoder(sink);
    // Not a virtual one: a read of a file keeps hold of the thread that carries it.
    this.reader = Thread.ofPlatform().daemon().name("term-read").unstarted(this::read);
    this.decoding = Thread.ofVirtual().name("term-decode").unstarted(this::decode);
  }

  /// Begins to read; to be called once.
  public KeyReader start() {
    decoding.start();
    reader.start();
    return this;
  }

  /// Stops giving input. Does not close the stream: a thread that sits in a read of a terminal
  /// cannot be called back, and it keeps no process alive.
  @Override
  public void close() {
    decoding.interrupt();
    reader.interrupt();
  }

  private void read() {
    try {
      byte[] buffer = new byte[READ_BYTES];
      for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
        reads.put(Arrays.copyOf(buffer, count));
      }
      reads.put(END);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "terminal input ended", e);
      endAfterFailure();
    } catch (InterruptedException _) {
      // closed
    }
  }

  private void endAfterFailure() {
    try {
      reads.put(END);
    } catch (InterruptedException _) {
      // closed
    }
  }

  private void decode() {
    try {
      for (byte[] bytes = reads.take(); bytes.length > 0; bytes = next()) {
        decoder.feed(bytes, 0, bytes.length);
      }
      decoder.end();
    } catch (InterruptedException _) {
      // closed
    }
  }

  private byte[] next() throws InterruptedException {
    Optional<Duration> patience = decoder.patience();
    if (patience.isPresent()) {
      byte[] bytes = reads.poll(patience.get().toNanos(), TimeUnit.NANOSECONDS);
      if (bytes != null) {
        return bytes;
      }
      decoder.giveUp();
    }
    return reads.take();
  }
}
