package rookery.protocol.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import rookery.protocol.Bounds;
import rookery.protocol.ErrorCode;
import rookery.protocol.ProtocolException;

/// Cuts a stream of bytes into JSON objects, however the network cut it.
///
/// Objects follow one another with newline, NUL, blanks or nothing between them. Only brackets and
/// strings are looked at; whether an object is well-formed is for the parser to say, and then
/// [#skipToBoundary()] is called. Bounded by `maxBytes` of buffer. Used by one thread.
public final class Framer {
  private static final byte[] EMPTY = {};

  private final int maxBytes;
  private byte[] buffer = EMPTY;
  private int end;
  private int scanned;
  private int depth;
  private boolean inString;
  private boolean escaped;
  private boolean skipping;
  private int skipped;

  /// @param maxBytes of one frame: [Bounds#FRAME_BYTES] of a client's, [Bounds#SERVER_FRAME_BYTES]
  ///   of a server's
  public Framer(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// Takes over `length` bytes; call [#next()] until it is empty before the next feed.
  public void feed(byte[] bytes, int offset, int length) {
    if (buffer.length - end < length) {
      buffer = Arrays.copyOf(buffer, Math.max(end + length, Math.min(2 * buffer.length, maxBytes)));
    }
    System.arraycopy(bytes, offset, buffer, end, length);
    end += length;
  }

  /// Whether part of a frame has come and the rest has not.
  public boolean pending() {
    return end > 0;
  }

  /// After malformed JSON: what comes before the next NUL or newline is dropped.
  public void skipToBoundary() {
    skipping = true;
    skipped = 0;
  }

  /// The next complete object, or empty when more bytes are needed.
  ///
  /// @throws ProtocolException when the bytes are no object: 400, and the next call goes on behind
  ///   the next NUL or newline; or, with framing lost: 413 too long or too deep, 400 invalid UTF-8
  public Optional<String> next() {
    if (skipping && !skip()) {
      return Optional.empty();
    }
    while (scanned < end) {
      byte b = buffer[scanned];
      if (depth == 0 && isBlank(b)) {
        scanned++;
        drop(scanned);
        continue;
      }
      scanned++;
      if (scanned > maxBytes) {
        throw ProtocolException.framingLost(
            ErrorCode.TOO_LARGE, "A message may have " + maxBytes + " bytes at most.");
      }
      if (step(b)) {
        return Optional.of(take());
      }
    }
    return Optional.empty();
  }

  /// Whether `b` completes an object.
  private boolean step(byte b) {
    if (inString) {
      if (b >= 0 && b < ' ') {
        throw malformed();
      }
      inString = escaped || b != '"';
      escaped = !escaped && b == '\\';
      return false;
    }
    switch (b) {
      case '{', '[' -> {
        if (depth == 0 && b != '{') {
          throw malformed();
        }
        if (++depth > Bounds.DEPTH) {
          throw ProtocolException.framingLost(
              ErrorCode.TOO_LARGE, "A message may be nested 16 levels deep at most.");
        }
      }
      case '}', ']' -> depth--;
      case '"' -> inString = true;
      case 0 -> throw malformed();
      default -> {
        // Numbers, words and blanks are the parser's.
      }
    }
    if (depth == 0 && b != '}' && b != ']' || depth < 0) {
      throw malformed();
    }
    return depth == 0;
  }

  private String take() {
    ByteBuffer frame = ByteBuffer.wrap(buffer, 0, scanned);
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(frame)
          .toString();
    } catch (CharacterCodingException _) {
      throw ProtocolException.framingLost(ErrorCode.MALFORMED, "The message is not valid UTF-8.");
    } finally {
      drop(scanned);
    }
  }

  private ProtocolException malformed() {
    drop(scanned - 1); // the byte itself may be the boundary
    skipToBoundary();
    return ProtocolException.notJson();
  }

  private boolean skip() {
    int at = 0;
    while (at < end && buffer[at] != 0 && buffer[at] != '\n') {
      at++;
    }
    boolean found = at < end;
    skipped += at;
    drop(at);
    if (skipped > maxBytes) {
      throw ProtocolException.framingLost(
          ErrorCode.TOO_LARGE, "A message may have " + maxBytes + " bytes at most.");
    }
    skipping = !found;
    return found;
  }

  /// Forgets the first `count` bytes, and the buffer with them when nothing is left: most
  /// connections are idle.
  private void drop(int count) {
    int left = end - count;
    buffer = left == 0 ? EMPTY : Arrays.copyOfRange(buffer, count, end);
    end = left;
    scanned = 0;
    depth = 0;
    inString = false;
    escaped = false;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == 0;
  }
}
