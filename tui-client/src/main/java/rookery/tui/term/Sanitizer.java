package rookery.tui.term;

/// Makes text from elsewhere safe to show: nothing in it can steer the terminal, change the order
/// of what stands around it, or grow out of its cell. What is taken away stays visible, because a
/// reader should see that something was there.
///
/// Replaced: C0 and C1 controls, bidirectional embeddings, overrides and isolates, lone surrogates,
/// noncharacters. Dropped: invisible characters without an effect on their neighbours, tag
/// characters outside a flag, more marks on one character than any script needs.
public final class Sanitizer {
  /// What becomes of line ends: LF, CR, CR LF, and the line and paragraph separators.
  public enum LineEnds {
    /// They become `\n`.
    KEEP,
    /// Each becomes a blank, for names and one-line places.
    BLANK,
    /// Each becomes `⏎`, for previews.
    SIGN
  }

  /// Marks that one character may carry. Biblical Hebrew and Tibetan need about five.
  static final int MAX_MARKS = 8;

  /// Code points of one cluster. The longest emoji in use, a kissing couple with two skin tones,
  /// has ten; Indic conjuncts stay below that.
  static final int MAX_CLUSTER = 24;

  private static final String TAB = "    ";
  private static final int HIDDEN = '·';
  private static final int BLACK_FLAG = 0x1F3F4;

  private Sanitizer() {}

  /// The text as it may be drawn. Pure, and a fixed point: what came out goes in unchanged.
  public static String clean(String text, LineEnds lineEnds) {
    return isHarmless(text) ? text : bounded(replaced(text, lineEnds));
  }

  private static boolean isHarmless(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  /// The part of [#clean] that needs no look at clusters.
  static String replaced(String text, LineEnds lineEnds) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    int previous = 0;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      boolean secondOfPair = codePoint == '\n' && previous == '\r';
      if (!secondOfPair) {
        replace(codePoint, lineEnds, out);
      }
      previous = codePoint;
    }
    return out.toString();
  }

  private static void replace(int codePoint, LineEnds lineEnds, StringBuilder out) {
    switch (codePoint) {
      case '\n', '\r', 0x2028, 0x2029 -> out.append(lineEnd(lineEnds));
      case '\t' -> out.append(TAB);
      case 0x7F -> out.append('␡');
      default -> {
        if (codePoint < 0x20) {
          out.appendCodePoint(0x2400 + codePoint);
        } else if (codePoint < 0xA0 && codePoint > 0x7F || isDirection(codePoint)) {
          out.appendCodePoint(HIDDEN);
        } else if (isBroken(codePoint)) {
          out.append('\uFFFD');
        } else if (!isInvisible(codePoint)) {
          out.appendCodePoint(codePoint);
        }
      }
    }
  }

  private static char lineEnd(LineEnds lineEnds) {
    return switch (lineEnds) {
      case KEEP -> '\n';
      case BLANK -> ' ';
      case SIGN -> '⏎';
    };
  }

  private static boolean isDirection(int codePoint) {
    return codePoint >= 0x202A && codePoint <= 0x202E || codePoint >= 0x2066 && codePoint <= 0x2069;
  }

  private static boolean isBroken(int codePoint) {
    boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
    boolean nonCharacter =
        codePoint >= 0xFDD0 && codePoint <= 0xFDEF || (codePoint & 0xFFFE) == 0xFFFE;
    return surrogate || nonCharacter;
  }

  /// Zero-width code points that only hide something. Joiners and marks stay, being spelling; tags
  /// are looked at with their cluster.
  private static boolean isInvisible(int codePoint) {
    return switch (codePoint) {
      case 0x200C, CodePoints.ZWJ -> false;
      case 0xAD, 0x115F, 0x1160, 0x3164, 0xFFA0 -> true; // soft hyphen and the Hangul fillers
      default ->
          Character.getType(codePoint) == Character.FORMAT
              && CodePoints.isZero(codePoint)
              && !isTag(codePoint);
    };
  }

  private static boolean isTag(int codePoint) {
    return codePoint >= 0xE0020 && codePoint <= 0xE007F;
  }

  // What is left of a cut cluster may join what follows it, so this goes on until nothing changes;
  // each round shortens the text, and honest text takes one.
  private static String bounded(String text) {
    String current = text;
    while (!Graphemes.isSimple(current)) {
      StringBuilder next = new StringBuilder(current.length());
      for (String cluster : Graphemes.split(current)) {
        appendBounded(cluster, next);
      }
      if (next.length() == current.length()) {
        return current;
      }
      current = next.toString();
    }
    return current;
  }

  private static void appendBounded(String cluster, StringBuilder out) {
    int first = cluster.codePointAt(0);
    if (first != '\n' && Widths.CUSTOMARY.of(cluster) == 0) {
      return; // a mark without a character would sit on whatever is drawn beside it
    }
    int marks = 0;
    int count = 0;
    for (int i = 0; i < cluster.length() && count < MAX_CLUSTER; count++) {
      int codePoint = cluster.codePointAt(i);
      i += Character.charCount(codePoint);
      if (isTag(codePoint)) {
        marks += first == BLACK_FLAG ? 0 : MAX_MARKS + 1;
      } else if (CodePoints.width(codePoint) > 0) {
        marks = 0;
      } else if (codePoint != CodePoints.ZWJ) {
        marks++;
      }
      if (marks <= MAX_MARKS) {
        out.appendCodePoint(codePoint);
      }
    }
  }
}
