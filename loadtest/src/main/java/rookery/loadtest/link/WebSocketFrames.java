package rookery.loadtest.link;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import rookery.protocol.Bounds;

/// Over WebSocket (RFC 6455): a message a text message.
final class WebSocketFrames implements Link.Frames {
  private static final int FINAL = 0x80;
  private static final int OPCODE = 0x0F;
  private static final int MASKED = 0x80;
  private static final int LENGTH = 0x7F;
  private static final int TWO_BYTES = 126;
  private static final int EIGHT_BYTES = 127;
  private static final int TEXT = 1;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int HEADER_BYTES = 14;
  private static final int MASK_BYTES = 4;
  private static final int NONCE_BYTES = 16;

  private final DataInputStream in;
  private final OutputStream out;

  private WebSocketFrames(DataInputStream in, OutputStream out) {
    this.in = in;
    this.out = out;
  }

  /// Asks for a WebSocket on a connection that stands.
  ///
  /// @throws IOException when it is refused
  static WebSocketFrames shakeHands(Socket socket, Address host) throws IOException {
    DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    byte[] nonce = new byte[NONCE_BYTES];
    ThreadLocalRandom.current().nextBytes(nonce);
    String request =
        "GET /ws HTTP/1.1\r\nHost: "
            + host
            + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: "
            + Base64.getEncoder().encodeToString(nonce)
            + "\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    String status = line(in);
    if (!status.startsWith("HTTP/1.1 101")) {
      throw new IOException("no WebSocket: " + status);
    }
    while (!line(in).isEmpty()) {
      // The rest of the header says nothing new.
    }
    return new WebSocketFrames(in, socket.getOutputStream());
  }

  private static String line(DataInputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.readUnsignedByte(); c != '\n'; c = in.readUnsignedByte()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void write(String message) throws IOException {
    write(TEXT, message.getBytes(StandardCharsets.UTF_8));
  }

  private void write(int opcode, byte[] payload) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + payload.length);
    frame.put((byte) (FINAL | opcode));
    if (payload.length < TWO_BYTES) {
      frame.put((byte) (MASKED | payload.length));
    } else if (payload.length <= Character.MAX_VALUE) {
      frame.put((byte) (MASKED | TWO_BYTES)).putShort((short) payload.length);
    } else {
      frame.put((byte) (MASKED | EIGHT_BYTES)).putLong(payload.length);
    }
    byte[] mask = new byte[MASK_BYTES];
    ThreadLocalRandom.current().nextBytes(mask);
    frame.put(mask);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ mask[i % MASK_BYTES]));
    }
    synchronized (out) {
      out.write(frame.array(), 0, frame.position());
    }
  }

  @Override
  public Optional<String> read() throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    try {
      while (true) {
        int first = in.readUnsignedByte();
        byte[] payload = payload(message.size());
        switch (first & OPCODE) {
          case CLOSE -> {
            return Optional.empty();
          }
          case PING -> write(PONG, payload);
          case PONG -> {
            // Not asked for.
          }
          default -> {
            message.write(payload);
            if ((first & FINAL) != 0) {
              return Optional.of(message.toString(StandardCharsets.UTF_8));
            }
          }
        }
      }
    } catch (EOFException _) {
      return Optional.empty();
    }
  }

  private byte[] payload(int before) throws IOException {
    int length = in.readUnsignedByte() & LENGTH;
    long bytes =
        switch (length) {
          case TWO_BYTES -> in.readUnsignedShort();
          case EIGHT_BYTES -> in.readLong();
          default -> length;
        };
    if (bytes < 0 || before + bytes > Bounds.SERVER_FRAME_BYTES) {
      throw new IOException("a message of " + bytes + " bytes");
    }
    byte[] payload = new byte[(int) bytes];
    in.readFully(payload);
    return payload;
  }
}
