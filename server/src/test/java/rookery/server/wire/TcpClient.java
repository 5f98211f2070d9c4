package rookery.server.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// A raw socket that waits for its answers, ten seconds at most.
final class TcpClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Socket socket = new Socket();
  private final InputStream in;

  TcpClient(int port) {
    this(port, 0);
  }

  /// @param receiveBuffer bytes; 0 for the system's choice
  TcpClient(int port, int receiveBuffer) {
    try {
      if (receiveBuffer > 0) {
        socket.setReceiveBufferSize(receiveBuffer);
      }
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      socket.setTcpNoDelay(true);
      socket.setSoTimeout((int) PATIENCE.toMillis());
      in = socket.getInputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  TcpClient send(String text) {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  TcpClient send(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends, unless the other end has closed already.
  TcpClient sendOrLeave(String text) {
    try {
      return send(text);
    } catch (UncheckedIOException _) {
      return this; // what it said before is still to be read
    }
  }

  /// What comes up to a newline.
  String line() {
    return until('\n');
  }

  /// What comes up to a byte, without it; up to the end of the stream when that is first.
  String until(int end) {
    var bytes = new ByteArrayOutputStream();
    for (int b = read(); b != end && b >= 0; b = read()) {
      bytes.write(b);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  byte[] bytes(int count) {
    try {
      return in.readNBytes(count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The next byte; negative at the end of the stream, a reset included.
  int read() {
    try {
      return in.read();
    } catch (SocketTimeoutException e) {
      throw new UncheckedIOException(e);
    } catch (IOException _) {
      return -1;
    }
  }

  /// Drops what comes, up to the end of the stream.
  void awaitEnd() {
    while (read() >= 0) {
      // Not what is waited for.
    }
  }

  void finishSending() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends the connection by a reset.
  void reset() {
    try {
      socket.setSoLinger(true, 0);
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
