package rookery.protocol.codec;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
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

  /// What invalid UTF-8 is decoded to; a sender may also mean it.
  private static final char REPLACEMENT = '\uFFFD';

  private final int maxBytes;
  private byte[] buffer = EMPTY;
  private int start; // of what is not given away yet
  private int scanned;
  private int end;
  private int depth;
  private boolean inString;
  private boolean escaped;
  private byte before; // the last byte outside of strings that is no blank
  private int line; // bytes from `start` to behind the frame's last newline outside of strings
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
      int held = end - start;
      byte[] larger = new byte[Math.max(held + length, Math.min(2 * held, maxBytes))];
      System.arraycopy(buffer, start, larger, 0, held);
      buffer = larger;
      scanned -= start;
      start = 0;
      end = held;
    }
    System.arraycopy(bytes, offset, buffer, end, length);
    end += length;
  }

  /// Whether part of a frame has come and the rest has not.
  public boolean pending() {
    return end > start;
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
      byte b = buffer[scanned++];
      if (depth == 0 && isBlank(b)) {
        start = scanned;
        continue;
      }
      if (scanned - start > maxBytes) {
        throw tooLong();
      }
      if (step(b)) {
        return Optional.of(take());
      }
    }
    if (start == end) {
      goOnAt(end);
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
    if (isBlank(b) && b != 0) {
      line = b == '\n' ? scanned - start : line;
      return false;
    }
    if (!mayFollow(b)) {
      throw malformed();
    }
    before = b;
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

  /// Not the grammar, only enough of it to see that a frame was broken off when the next one, or
  /// some words, come: else the rest of a line that somebody typed would wait for its end for ever.
  private boolean mayFollow(byte b) {
    return switch (b) {
      case '{', '[', '"' ->
          before == 0 || before == '{' || before == '[' || before == ',' || before == ':';
      default -> before != '{' || b == '}';
    };
  }

  private String take() {
    int from = start;
    int length = scanned - start;
    String text = new String(buffer, from, length, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(ByteBuffer.wrap(buffer, from, length))) {
      throw ProtocolException.framingLost(ErrorCode.MALFORMED, "The message is not valid UTF-8.");
    }
    goOnAt(scanned);
    return text;
  }

  private static boolean isUtf8(ByteBuffer bytes) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(bytes);
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  private ProtocolException malformed() {
    if (line > 0) {
      goOnAt(start + line); // the frame was broken off on an earlier line
    } else {
      goOnAt(scanned - 1); // the byte itself may be the boundary
      skipToBoundary();
    }
    return ProtocolException.notJson();
  }

  private ProtocolException tooLong() {
    return ProtocolException.framingLost(
        ErrorCode.TOO_LARGE, "A message may have " + maxBytes + " bytes at most.");
  }

  private boolean skip() {
    int at = start;
    while (at < end && buffer[at] != 0 && buffer[at] != '\n') {
      at++;
    }
    boolean found = at < end;
    skipped += at - start;
    goOnAt(at);
    if (skipped > maxBytes) {
      throw tooLong();
    }
    skipping = !found;
    return found;
  }

  /// Forgets what comes before `at`, and the buffer when nothing is left: most connections are
  /// idle.
  private void goOnAt(int at) {
    start = at;
    scanned = at;
    depth = 0;
    inString = false;
    escaped = false;
    before = 0;
    line = 0;
    if (start == end) {
      buffer = EMPTY;
      start = 0;
      scanned = 0;
      end = 0;
    }
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t' || b == 0;
  }
}
