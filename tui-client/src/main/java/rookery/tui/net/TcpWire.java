package rookery.tui.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Bounds;

/// One object a line, over a socket.
final class TcpWire implements Wire {
  private static final int BUFFER_BYTES = 8_192;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int start;
  private int end;

  /// @param socket what is closed at the end: what lies over it would wait for the other side
  /// @param over what is read and written
  private TcpWire(Socket socket, Socket over) throws IOException {
    this.socket = socket;
    this.in = over.getInputStream();
    this.out = over.getOutputStream();
  }

  static TcpWire open(Address address, Timers timers) throws IOException {
    var socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(
          new InetSocketAddress(address.host(), address.port()),
          Math.toIntExact(timers.connectWithin().toMillis()));
      return new TcpWire(socket, address.secure() ? secured(socket, address, timers) : socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static Socket secured(Socket socket, Address address, Timers timers) throws IOException {
    socket.setSoTimeout(Math.toIntExact(timers.connectWithin().toMillis()));
    Socket secure = Tls.over(socket, address);
    socket.setSoTimeout(0);
    return secure;
  }

  @Override
  public void write(List<String> frames) throws IOException {
    out.write((String.join("\n", frames) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public @Nullable String read() throws IOException {
    var line = new ByteArrayOutputStream();
    while (start < end || fill()) {
      int at = start;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, start, at - start);
      start = at;
      if (line.size() > Bounds.SERVER_FRAME_BYTES) {
        throw new IOException("The server sent an endless message.");
      }
      if (at < end) {
        start++;
        if (line.size() > 0) {
          return line.toString(StandardCharsets.UTF_8);
        }
      }
    }
    return null;
  }

  private boolean fill() throws IOException {
    start = 0;
    end = Math.max(0, in.read(buffer));
    return end > 0;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // It is gone either way.
    }
  }
}
