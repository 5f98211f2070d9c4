package rookery.server.wire;

/// Checks UTF-8 as it comes in pieces, byte by byte, so that the first wrong one is known at once;
/// table 3-7 of the Unicode standard.
final class Utf8Check {
  private int missing;
  private int low = 0x80;
  private int high = 0xBF;

  /// Whether these bytes can follow those before.
  boolean accept(byte[] bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if ((missing > 0 || bytes[i] < 0) && !step(bytes[i] & 0xFF)) {
        return false;
      }
    }
    return true;
  }

  /// Whether no character is cut.
  boolean complete() {
    return missing == 0;
  }

  private boolean step(int b) {
    if (missing == 0) {
      return lead(b);
    }
    if (b < low || b > high) {
      return false;
    }
    missing--;
    range(0x80, 0xBF);
    return true;
  }

  private boolean lead(int b) {
    missing = b >= 0xF0 ? 3 : b >= 0xE0 ? 2 : 1;
    switch (b) {
      case 0xE0 -> range(0xA0, 0xBF); // else shorter than it need be
      case 0xED -> range(0x80, 0x9F); // else a surrogate
      case 0xF0 -> range(0x90, 0xBF); // else shorter than it need be
      case 0xF4 -> range(0x80, 0x8F); // else past the last character
      default -> range(0x80, 0xBF);
    }
    return b >= 0xC2 && b <= 0xF4;
  }

  private void range(int from, int to) {
    low = from;
    high = to;
  }
}
