package rookery.server.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Frames as a client writes them, right or wrong.
final class WsFrames {
  private static final int MASK = 0x1234ABCD;

  private WsFrames() {}

  static byte[] text(String text) {
    return frame(WsFrame.FIN | WsFrame.TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  /// A masked frame.
  ///
  /// @param first its first byte: FIN, reserved bits, opcode
  static byte[] frame(int first, byte... payload) {
    ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
    header(first, payload.length, frame).putInt(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK >> 8 * (3 - i % 4)));
    }
    return written(frame);
  }

  /// The header alone of a masked frame that says to be so long.
  static byte[] header(int first, long length) {
    return written(header(first, length, ByteBuffer.allocate(14)).putInt(MASK));
  }

  static byte[] unmasked(int first, byte... payload) {
    return join(new byte[] {(byte) first, (byte) payload.length}, payload);
  }

  static byte[] close(int code, String reason) {
    byte[] text = reason.getBytes(StandardCharsets.UTF_8);
    ByteBuffer payload = ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text);
    return frame(WsFrame.FIN | WsFrame.CLOSE, payload.array());
  }

  static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static ByteBuffer header(int first, long length, ByteBuffer into) {
    into.put((byte) first);
    if (length <= 125) {
      return into.put((byte) (WsFrame.MASKED | length));
    }
    return length <= 0xFFFF
        ? into.put((byte) (WsFrame.MASKED | 126)).putShort((short) length)
        : into.put((byte) (WsFrame.MASKED | 127)).putLong(length);
  }

  private static byte[] written(ByteBuffer frame) {
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }
}
