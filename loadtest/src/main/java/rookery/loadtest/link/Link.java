package rookery.loadtest.link;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ClientMessage;
import rookery.protocol.ProtocolException;
import rookery.protocol.ServerMessage;
import rookery.protocol.codec.Version2;

/// A connection of version 2, blocking. One thread may read while another writes; anybody may close
/// it.
public final class Link implements AutoCloseable {
  private final Socket socket;
  private final Frames frames;

  /// How messages lie in the bytes of a socket.
  interface Frames {
    void write(String message) throws IOException;

    /// The next message; empty when the other side closed.
    Optional<String> read() throws IOException, ProtocolException;
  }

  private Link(Socket socket, Frames frames) {
    this.socket = socket;
    this.frames = frames;
  }

  private interface Framing {
    Frames on(Socket socket) throws IOException;
  }

  /// Connects by TCP.
  ///
  /// @param within for the transport to stand
  public static Link open(Address address, Duration within) throws IOException {
    return open(address, within, Lines::new);
  }

  /// Connects by WebSocket.
  ///
  /// @param within for each step until it stands
  public static Link openWebSocket(Address address, Duration within) throws IOException {
    return open(
        address,
        within,
        socket -> {
          socket.setSoTimeout(Math.toIntExact(within.toMillis()));
          Frames frames = WebSocketFrames.shakeHands(socket, address);
          socket.setSoTimeout(0);
          return frames;
        });
  }

  private static Link open(Address address, Duration within, Framing framing) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.connect(address.socketAddress(), Math.toIntExact(within.toMillis()));
      return new Link(socket, framing.on(socket));
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
    frames.write(Version2.write(message, rid));
  }

  /// The next message; empty when the other side closed.
  ///
  /// @throws IOException when the connection broke, or what came is no message
  public Optional<ServerMessage> read() throws IOException {
    try {
      Optional<String> frame = frames.read();
      return frame.isEmpty() ? Optional.empty() : Optional.of(Version2.fromServer(frame.get()));
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
