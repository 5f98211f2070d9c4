package rookery.tui.term;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Gathers the bytes between the marks of a bracketed paste, up to a bound.
final class PasteCollector {
  private static final byte[] END = {0x1b, '[', '2', '0', '1', '~'};

  private final int maxBytes;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private int matched;
  private boolean truncated;

  PasteCollector(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// Takes one byte and tells whether it completed the closing mark.
  boolean take(int octet) {
    if (octet == END[matched]) {
      matched++;
      return matched == END.length;
    }
    // The mark's first byte occurs in it only once, so a failed match can only begin anew here.
    keep(END, matched);
    matched = octet == END[0] ? 1 : 0;
    if (matched == 0) {
      keep(new byte[] {(byte) octet}, 1);
    }
    return false;
  }

  private void keep(byte[] bytes, int count) {
    int room = Math.min(count, maxBytes - kept.size());
    kept.write(bytes, 0, room);
    truncated |= room < count;
  }

  /// What was gathered; the collector is empty afterwards.
  Input.Paste finish() {
    byte[] bytes = kept.toByteArray();
    int length = truncated ? wholeCharacters(bytes) : bytes.length;
    String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
    Input.Paste paste = new Input.Paste(text.replace("\r\n", "\n").replace('\r', '\n'), truncated);
    kept.reset();
    matched = 0;
    truncated = false;
    return paste;
  }

  private static int wholeCharacters(byte[] bytes) {
    int start = bytes.length - 1;
    while (start > 0 && start > bytes.length - 4 && (bytes[start] & 0xC0) == 0x80) {
      start--;
    }
    int lead = bytes.length == 0 ? 0 : bytes[start] & 0xFF;
    int length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return start + length > bytes.length ? start : bytes.length;
  }
}
