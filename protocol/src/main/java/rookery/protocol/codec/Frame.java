package rookery.protocol.codec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ServerMessage;

/// A message on its way out, encoded at most once per form of the wire and shared by all its
/// receivers. Thread-safe: encoding twice by a race gives the same bytes.
public final class Frame {
  private final ServerMessage message;
  private volatile byte @Nullable [] version2;
  private volatile @Nullable List<byte[]> classic;

  public Frame(ServerMessage message) {
    this.message = message;
  }

  public ServerMessage message() {
    return message;
  }

  /// One line of JSON without its terminator. The array is shared: do not write to it.
  public byte[] version2() {
    byte[] bytes = version2;
    if (bytes == null) {
      bytes = Version2.write(message).getBytes(StandardCharsets.UTF_8);
      version2 = bytes;
    }
    return bytes;
  }

  /// The objects of the classic form, each without its NUL; none when that form has no word for it.
  /// Shared: do not write to them.
  public List<byte[]> classic(Classic form) {
    List<byte[]> objects = classic;
    if (objects == null) {
      objects = form.write(message);
      classic = objects;
    }
    return objects;
  }
}
