package rookery.server.wire;

import java.util.Optional;
import rookery.protocol.Bounds;
import rookery.protocol.codec.Framer;

/// Objects one after another on plain TCP.
final class TcpInput implements Input {
  private final Framer framer = new Framer(Bounds.FRAME_BYTES);

  @Override
  public void feed(byte[] bytes) {
    framer.feed(bytes, 0, bytes.length);
  }

  @Override
  public Optional<String> next() {
    return framer.next();
  }

  @Override
  public void skipToBoundary() {
    framer.skipToBoundary();
  }

  @Override
  public void discard(byte[] bytes) {
    // The end of the stream is the only goodbye.
  }

  @Override
  public boolean pending() {
    return framer.pending();
  }

  @Override
  public boolean ended() {
    return false;
  }
}
