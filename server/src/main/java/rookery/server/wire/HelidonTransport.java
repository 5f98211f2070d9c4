package rookery.server.wire;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// One accepted socket.
final class HelidonTransport implements Transport {
  private final ConnectionContext context;
  private volatile @Nullable Thread writing;

  HelidonTransport(ConnectionContext context) {
    this.context = context;
  }

  @Override
  public String remoteAddress() {
    return context.remotePeer().host();
  }

  @Override
  public byte @Nullable [] read() throws IOException {
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

  @Override
  public void write(byte[] bytes) throws IOException {
    writing = Thread.currentThread();
    try {
      // A fresh buffer each time: a used one is written wrongly by 4.1.
      context.dataWriter().writeNow(BufferData.create(bytes));
    } catch (ServerConnectionException | UncheckedIOException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      writing = null;
    }
  }

  @Override
  public void close() {
    if (context.isSecure()) {
      // Its socket says goodbye first, and waits for a writer who waits for the peer: he must end.
      Thread stuck = writing;
      if (stuck != null) {
        stuck.interrupt();
      }
      Thread _ = Thread.ofVirtual().name("connection-close").start(this::closeSocket);
    } else {
      closeSocket();
    }
  }

  private void closeSocket() {
    try {
      context.serverSocket().close();
    } catch (UncheckedIOException _) {
      // It is closed, whatever the system says about it.
    }
  }
}
