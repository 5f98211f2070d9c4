package rookery.server.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Frames of RFC 6455: numbers that both directions share, and how a server writes them, unmasked
/// and whole.
final class WsFrame {
  static final int CONTINUATION = 0x0;
  static final int TEXT = 0x1;
  static final int BINARY = 0x2;
  static final int CLOSE = 0x8;
  static final int PING = 0x9;
  static final int PONG = 0xA;

  static final int FIN = 0x80;
  static final int MASKED = 0x80;

  /// Bytes of a control frame's payload at most.
  static final int MAX_CONTROL = 125;

  /// In the seven bits of the length: two bytes follow.
  static final int LENGTH_16 = 126;

  /// In the seven bits of the length: eight bytes follow.
  static final int LENGTH_64 = 127;

  static final int NORMAL = 1000;
  static final int GOING_AWAY = 1001;
  static final int PROTOCOL_ERROR = 1002;
  static final int UNSUPPORTED_DATA = 1003;
  static final int NO_CODE = 1005;
  static final int INVALID_TEXT = 1007;
  static final int TOO_BIG = 1009;
  static final int TRY_AGAIN_LATER = 1013;

  private WsFrame() {}

  /// Bytes of a frame with a payload of so many.
  static int size(int payload) {
    return payload + (payload <= MAX_CONTROL ? 2 : payload <= 0xFFFF ? 4 : 10);
  }

  static void write(int opcode, byte[] payload, ByteBuffer into) {
    into.put((byte) (FIN | opcode));
    if (payload.length <= MAX_CONTROL) {
      into.put((byte) payload.length);
    } else if (payload.length <= 0xFFFF) {
      into.put((byte) LENGTH_16).putShort((short) payload.length);
    } else {
      into.put((byte) LENGTH_64).putLong(payload.length);
    }
    into.put(payload);
  }

  static byte[] pong(byte[] payload) {
    return whole(PONG, payload);
  }

  /// @param reason ASCII, 123 bytes at most; a longer one is cut
  static byte[] close(int code, String reason) {
    if (code == NO_CODE) {
      return whole(CLOSE, new byte[0]);
    }
    byte[] text = reason.getBytes(StandardCharsets.US_ASCII);
    int length = Math.min(text.length, MAX_CONTROL - Short.BYTES);
    ByteBuffer payload = ByteBuffer.allocate(Short.BYTES + length);
    payload.putShort((short) code).put(text, 0, length);
    return whole(CLOSE, payload.array());
  }

  private static byte[] whole(int opcode, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(size(payload.length));
    write(opcode, payload, frame);
    return frame.array();
  }
}
