package rookery.server.wire;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// The bytes of one accepted socket. One thread reads, one other may write, any may close.
final class Transport {
  private final ConnectionContext context;

  Transport(ConnectionContext context) {
    this.context = context;
  }

  /// The peer's address as digits, without port; its name is not looked up.
  String remoteAddress() {
    return context.remotePeer().host();
  }

  /// Waits for bytes, for as long as it takes.
  ///
  /// @return at least one byte, for the caller to keep; null at the end of the stream
  byte @Nullable [] read() throws IOException {
    DataReader reader = context.dataReader(); // after a handshake it may hold the first frames
    try {
      reader.ensureAvailable();
      return reader.readBytes(reader.available());
    } catch (InsufficientDataAvailableException _) {
      return null;
    } catch (ServerConnectionException | UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// Writes all bytes at once. Blocks for as long as the peer does not read.
  void write(byte[] bytes) throws IOException {
    try {
      // A fresh buffer each time: a used one is written wrongly by 4.1.
      context.dataWriter().writeNow(BufferData.create(bytes));
    } catch (ServerConnectionException | UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /// Closes the socket: who reads or writes gets an exception at once. Does not block, as long as
  /// there is no TLS; repeats do nothing.
  void close() {
    try {
      context.serverSocket().close();
    } catch (UncheckedIOException _) {
      // It is closed, whatever the system says about it.
    }
  }
}
