package rookery.loadtest.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Bounds;
import rookery.protocol.ClientMessage;
import rookery.protocol.ProtocolException;
import rookery.protocol.ServerMessage;
import rookery.protocol.codec.Framer;
import rookery.protocol.codec.Version2;

/// A connection of version 2 over TCP, blocking. One thread may read while another writes; anybody
/// may close it.
public final class Link implements AutoCloseable {
  private static final int BUFFER_BYTES = 8_192;

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;
  private final Framer framer = new Framer(Bounds.SERVER_FRAME_BYTES);
  private final byte[] buffer = new byte[BUFFER_BYTES];

  private Link(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  /// Connects.
  ///
  /// @param within for the transport to stand
  public static Link open(Address address, Duration within) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(address.socketAddress(), Math.toIntExact(within.toMillis()));
      return new Link(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /// How long [#read()] waits before it throws; zero for ever.
  public void readWithin(Duration patience) throws IOException {
    socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
  }

  public void send(ClientMessage message, @Nullable Long rid) throws IOException {
    byte[] line = (Version2.write(message, rid) + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (out) {
      out.write(line);
    }
  }

  /// The next message; empty when the other side closed.
  ///
  /// @throws IOException when the connection broke, or what came is no message
  public Optional<ServerMessage> read() throws IOException {
    try {
      Optional<String> frame = framer.next();
      while (frame.isEmpty()) {
        int length = in.read(buffer);
        if (length < 0) {
          return Optional.empty();
        }
        framer.feed(buffer, 0, length);
        frame = framer.next();
      }
      return Optional.of(Version2.fromServer(frame.get()));
    } catch (ProtocolException e) {
      throw new IOException("the server sent what is no message: " + e.getMessage(), e);
    }
  }

  /// Ends it as a process does that is killed: with a reset.
  public void abort() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // Closed already.
    }
    close();
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
