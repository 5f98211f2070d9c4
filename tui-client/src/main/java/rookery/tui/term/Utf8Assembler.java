package rookery.tui.term;

/// Puts code points together from bytes that come one at a time.
///
/// Follows the replacement practice of the Unicode standard (chapter 3.9, "maximal subpart"): each
/// longest beginning of a sequence that cannot go on becomes one U+FFFD, and the byte that broke it
/// is looked at afresh.
final class Utf8Assembler {
  static final int REPLACEMENT = 0xFFFD;

  /// More bytes are needed.
  static final int INCOMPLETE = -1;

  /// What came before is not valid; replace it and offer the same byte again.
  static final int BROKEN = -2;

  private int partial;
  private int missing;
  private int lowest;
  private int highest;

  boolean underWay() {
    return missing > 0;
  }

  /// Takes one byte, 0 to 255, and gives a code point, [#INCOMPLETE] or [#BROKEN].
  int take(int octet) {
    return missing > 0 ? next(octet) : first(octet);
  }

  private int first(int octet) {
    if (octet < 0x80) {
      return octet;
    }
    if (octet < 0xC2 || octet > 0xF4) {
      return REPLACEMENT;
    }
    lowest = 0x80;
    highest = 0xBF;
    if (octet < 0xE0) {
      begin(octet & 0x1F, 1);
    } else if (octet < 0xF0) {
      begin(octet & 0x0F, 2);
      lowest = octet == 0xE0 ? 0xA0 : 0x80; // no overlong form
      highest = octet == 0xED ? 0x9F : 0xBF; // no surrogate
    } else {
      begin(octet & 0x07, 3);
      lowest = octet == 0xF0 ? 0x90 : 0x80; // no overlong form
      highest = octet == 0xF4 ? 0x8F : 0xBF; // nothing above U+10FFFF
    }
    return INCOMPLETE;
  }

  private void begin(int bits, int more) {
    partial = bits;
    missing = more;
  }

  private int next(int octet) {
    if (octet < lowest || octet > highest) {
      missing = 0;
      return BROKEN;
    }
    lowest = 0x80;
    highest = 0xBF;
    partial = partial << 6 | octet & 0x3F;
    missing--;
    return missing == 0 ? partial : INCOMPLETE;
  }
}
