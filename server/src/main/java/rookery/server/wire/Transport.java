package rookery.server.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The bytes below a connection. One thread reads, one other may write, any may close.
interface Transport {
  /// The peer's address as digits, without port.
  String remoteAddress();

  /// Waits for bytes, for as long as it takes.
  ///
  /// @return at least one byte, for the caller to keep; null at the end of the stream
  byte @Nullable [] read() throws IOException;

  /// Writes all bytes at once. Blocks for as long as the peer does not read.
  void write(byte[] bytes) throws IOException;

  /// Who reads or writes gets an exception at once. Does not block; repeats do nothing.
  void close();
}
