package rookery.loadtest.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import rookery.protocol.Bounds;
import rookery.protocol.ProtocolException;
import rookery.protocol.codec.Framer;

/// Over TCP: a message a line.
final class Lines implements Link.Frames {
  private static final int BUFFER_BYTES = 8_192;

  private final InputStream in;
  private final OutputStream out;
  private final Framer framer = new Framer(Bounds.SERVER_FRAME_BYTES);
  private final byte[] buffer = new byte[BUFFER_BYTES];

  Lines(Socket socket) throws IOException {
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
  }

  @Override
  public void write(String message) throws IOException {
    byte[] line = (message + "\n").getBytes(StandardCharsets.UTF_8);
    synchronized (out) {
      out.write(line);
    }
  }

  @Override
  public Optional<String> read() throws IOException, ProtocolException {
    Optional<String> frame = framer.next();
    while (frame.isEmpty()) {
      int length = in.read(buffer);
      if (length < 0) {
        return Optional.empty();
      }
      framer.feed(buffer, 0, length);
      frame = framer.next();
    }
    return frame;
  }
}
