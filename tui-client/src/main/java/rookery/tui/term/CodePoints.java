package rookery.tui.term;

import java.util.Arrays;

/// What single code points take up on a terminal.
///
/// The wide ones are East Asian Width `W` and `F` (Unicode Standard Annex 11), their unassigned
/// gaps closed, plus what is shown as a picture by default. The hexagrams, made wide by Unicode 16
/// only, count as narrow: terminals in use disagree, and an old one would be drawn over.
final class CodePoints {
  static final int ZWJ = 0x200D;
  static final int TEXT_SELECTOR = 0xFE0E;
  static final int EMOJI_SELECTOR = 0xFE0F;
  static final int KEYCAP = 0x20E3;

  private static final int[] WIDE_STARTS = {
    0x1100, 0x2329, 0x2E80, 0x3041, 0x3250, 0x4E00, 0xA960, 0xAC00, 0xF900, 0xFE10, 0xFE30, 0xFF01,
    0xFFE0, 0x16FE0, 0x16FF0, 0x17000, 0x1AFF0, 0x1F200, 0x20000, 0x30000
  };
  private static final int[] WIDE_ENDS = {
    0x115F, 0x232A, 0x303E, 0x3247, 0x4DBF, 0xA4CF, 0xA97F, 0xD7A3, 0xFAFF, 0xFE1F, 0xFE6F, 0xFF60,
    0xFFE6, 0x16FE4, 0x16FF1, 0x18DFF, 0x1B2FF, 0x1F265, 0x2FFFD, 0x3FFFD
  };

  private CodePoints() {}

  /// Columns of a code point on its own: 0, 1 or 2.
  static int width(int codePoint) {
    if (codePoint < 0x300) {
      return codePoint < 0x20 || codePoint >= 0x7F && codePoint < 0xA0 ? 0 : 1;
    }
    if (isZero(codePoint)) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  static boolean isRegional(int codePoint) {
    return codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF;
  }

  static boolean isZero(int codePoint) {
    boolean joinedJamo =
        codePoint >= 0x1160 && codePoint <= 0x11FF || codePoint >= 0xD7B0 && codePoint <= 0xD7FF;
    return joinedJamo
        || switch (Character.getType(codePoint)) {
          case Character.NON_SPACING_MARK,
              Character.ENCLOSING_MARK,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              true;
          case Character.FORMAT -> !isVisibleFormat(codePoint);
          default -> false;
        };
  }

  /// Signs that enclose the digits after them; format characters by category only.
  private static boolean isVisibleFormat(int codePoint) {
    return codePoint >= 0x600 && codePoint <= 0x605
        || codePoint == 0x6DD
        || codePoint == 0x70F
        || codePoint == 0x890
        || codePoint == 0x891
        || codePoint == 0x8E2
        || codePoint == 0x110BD
        || codePoint == 0x110CD;
  }

  private static boolean isWide(int codePoint) {
    int found = Arrays.binarySearch(WIDE_STARTS, codePoint);
    int range = found >= 0 ? found : -found - 2;
    return range >= 0 && codePoint <= WIDE_ENDS[range] || Character.isEmojiPresentation(codePoint);
  }
}
