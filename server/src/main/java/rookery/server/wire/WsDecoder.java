package rookery.server.wire;

import static rookery.server.wire.WsFrame.PROTOCOL_ERROR;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import rookery.protocol.ErrorCode;
import rookery.protocol.ProtocolException;

/// Reads a client's frames by RFC 6455: masked, text only, in fragments or whole. Used by one
/// thread.
///
/// After an exception it must not be asked again. Holds one message and one control frame at most.
final class WsDecoder {
  private static final byte[] EMPTY = {};

  private final int maxMessageBytes;
  private byte[] input = EMPTY; // what is not decoded yet
  private int at;

  private boolean inFrame;
  private boolean fin;
  private int opcode;
  private long left; // bytes of the frame's payload to come
  private int mask;
  private int masked; // bytes unmasked so far

  private boolean inMessage;
  private byte[] message = EMPTY;
  private int length;
  private Utf8Check text = new Utf8Check();
  private byte[] control = EMPTY;

  WsDecoder(int maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  /// Takes over bytes; call [#next()] until it is empty before the next ones.
  void feed(byte[] bytes) {
    if (at == input.length) {
      input = bytes;
    } else {
      byte[] joined = Arrays.copyOfRange(input, at, input.length + bytes.length);
      System.arraycopy(bytes, 0, joined, input.length - at, bytes.length);
      input = joined;
    }
    at = 0;
  }

  boolean pending() {
    return inMessage || inFrame || at < input.length;
  }

  /// The next event, or empty when more bytes are needed. Pongs are none.
  ///
  /// @throws WsViolation 1002 or 1003
  /// @throws ProtocolException with framing lost: too long, or not UTF-8
  Optional<WsEvent> next() {
    while (inFrame || header()) {
      take((int) Math.min(left, input.length - at));
      if (left > 0) {
        break;
      }
      inFrame = false;
      Optional<WsEvent> event = end();
      if (event.isPresent()) {
        return event;
      }
    }
    if (at == input.length) {
      input = EMPTY;
      at = 0;
    }
    return Optional.empty();
  }

  private boolean header() {
    int there = input.length - at;
    if (there < 2) {
      return false;
    }
    int short7 = input[at + 1] & 0x7F;
    int extended =
        short7 == WsFrame.LENGTH_16 ? Short.BYTES : short7 == WsFrame.LENGTH_64 ? Long.BYTES : 0;
    check(input[at] & 0xFF, input[at + 1] & 0xFF);
    if (there < 2 + extended + Integer.BYTES) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(input, at, there);
    fin = (header.get() & WsFrame.FIN) != 0;
    opcode = input[at] & 0xF;
    header.get();
    left =
        switch (extended) {
          case Short.BYTES -> header.getShort() & 0xFFFF;
          case Long.BYTES -> header.getLong();
          default -> short7;
        };
    mask = header.getInt();
    masked = 0;
    at = header.position();
    begin();
    return true;
  }

  private static void check(int first, int second) {
    if ((first & 0x70) != 0) {
      throw new WsViolation(PROTOCOL_ERROR, "reserved bits are set");
    }
    if ((second & WsFrame.MASKED) == 0) {
      throw new WsViolation(PROTOCOL_ERROR, "frames of a client must be masked");
    }
    switch (first & 0xF) {
      case WsFrame.CONTINUATION, WsFrame.TEXT -> {
        // Data.
      }
      case WsFrame.BINARY -> throw new WsViolation(WsFrame.UNSUPPORTED_DATA, "text only");
      case WsFrame.CLOSE, WsFrame.PING, WsFrame.PONG -> {
        if ((first & WsFrame.FIN) == 0 || (second & 0x7F) > WsFrame.MAX_CONTROL) {
          throw new WsViolation(PROTOCOL_ERROR, "a control frame must be whole and short");
        }
      }
      default -> throw new WsViolation(PROTOCOL_ERROR, "an unknown opcode");
    }
  }

  private void begin() {
    inFrame = true;
    if (isControl()) {
      control = new byte[(int) left];
      return;
    }
    if (inMessage != (opcode == WsFrame.CONTINUATION)) {
      throw new WsViolation(
          PROTOCOL_ERROR, inMessage ? "a message is not finished" : "nothing to continue");
    }
    if (left < 0 || left > maxMessageBytes - length) {
      throw ProtocolException.framingLost(
          ErrorCode.TOO_LARGE, "A message may have " + maxMessageBytes + " bytes at most.");
    }
    inMessage = true;
  }

  private void take(int count) {
    byte[] into = control;
    int offset = masked;
    if (!isControl()) {
      if (message.length - length < count) {
        message = Arrays.copyOf(message, Math.max(length + count, 2 * message.length));
      }
      into = message;
      offset = length;
      length += count;
    }
    for (int i = 0; i < count; i++, masked++) {
      into[offset + i] = (byte) (input[at + i] ^ mask >> 8 * (3 - masked % 4));
    }
    at += count;
    left -= count;
    if (!isControl() && !text.accept(message, offset, length)) {
      throw notUtf8();
    }
  }

  private Optional<WsEvent> end() {
    return switch (opcode) {
      case WsFrame.PING -> Optional.of(new WsEvent.Ping(control));
      case WsFrame.CLOSE -> Optional.of(new WsEvent.Close(closeCode()));
      case WsFrame.PONG -> Optional.empty();
      default -> fin ? Optional.of(message()) : Optional.empty();
    };
  }

  private WsEvent message() {
    if (!text.complete()) {
      throw notUtf8();
    }
    byte[] whole = length == message.length ? message : Arrays.copyOf(message, length);
    inMessage = false;
    message = EMPTY;
    length = 0;
    return new WsEvent.Text(whole);
  }

  /// RFC 6455, section 7.4: which codes may be sent at all.
  private int closeCode() {
    if (control.length == 0) {
      return WsFrame.NO_CODE;
    }
    int code = control.length == 1 ? 0 : ByteBuffer.wrap(control).getShort() & 0xFFFF;
    boolean known =
        code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code < 5000;
    if (!known) {
      throw new WsViolation(PROTOCOL_ERROR, "no such close code");
    }
    Utf8Check reason = new Utf8Check();
    if (!reason.accept(control, Short.BYTES, control.length) || !reason.complete()) {
      throw new WsViolation(WsFrame.INVALID_TEXT, "the reason is not valid UTF-8");
    }
    return code;
  }

  private boolean isControl() {
    return opcode >= WsFrame.CLOSE;
  }

  private static ProtocolException notUtf8() {
    return ProtocolException.framingLost(ErrorCode.MALFORMED, "The message is not valid UTF-8.");
  }
}
