package rookery.tui.term;

import java.util.List;

/// How many columns text takes on the terminal at hand.
///
/// Most of it is settled by Unicode. Five kinds of sequence are not: terminals count them
/// differently, so [WidthProbe] asks, and the answers are kept here. Without an answer each is
/// taken to be one picture, 2 columns.
///
/// @param selected columns of a narrow character made a picture by U+FE0F, such as a red heart
/// @param keycap columns of a digit with U+20E3
/// @param toned columns of an emoji with a skin tone
/// @param joined columns of a family of four joined by U+200D; above 2 means that the terminal
///   draws the members one beside the other
/// @param flag columns of two regional indicators
public record Widths(int selected, int keycap, int toned, int joined, int flag) {
  /// What holds until the terminal has answered.
  public static final Widths CUSTOMARY = new Widths(2, 2, 2, 2, 2);

  private static final int MAX_ANSWER = 8;

  public Widths {
    for (int answer : List.of(selected, keycap, toned, joined, flag)) {
      if (answer < 1 || answer > MAX_ANSWER) {
        throw new IllegalArgumentException("no width: " + answer);
      }
    }
  }

  /// Columns of one grapheme cluster; 0 if it shows nothing by itself.
  public int of(String cluster) {
    int first = cluster.codePointAt(0);
    if (cluster.length() == Character.charCount(first)) {
      return CodePoints.isRegional(first) ? Math.min(flag, 2) : CodePoints.width(first);
    }
    return ofSequence(cluster, first);
  }

  /// Columns of a text without line breaks.
  public int columns(String text) {
    if (isAscii(text)) {
      return text.length();
    }
    int columns = 0;
    for (String cluster : Graphemes.split(text)) {
      columns += of(cluster);
    }
    return columns;
  }

  /// The longest beginning of a text that takes no more than these columns.
  public String cut(String text, int columns) {
    if (isAscii(text)) {
      return text.substring(0, Math.clamp(columns, 0, text.length()));
    }
    int used = 0;
    int end = 0;
    for (String cluster : Graphemes.split(text)) {
      used += of(cluster);
      if (used > columns) {
        break;
      }
      end += cluster.length();
    }
    return text.substring(0, end);
  }

  /// The text if it fits, else its beginning with `…` after it; empty if there is no column.
  public String shorten(String text, int columns) {
    if (columns <= 0) {
      return "";
    }
    return columns(text) <= columns ? text : cut(text, columns - 1) + "…";
  }

  /// Whether terminals are known to disagree about the place that a cluster takes, so that its row
  /// cannot be patched cell by cell.
  public static boolean risky(String cluster) {
    int first = cluster.codePointAt(0);
    if (first < 0x300 && cluster.length() == 1) {
      return false;
    }
    return Character.getType(first) == Character.UNASSIGNED
        || CodePoints.isRegional(first)
        || cluster.codePoints().anyMatch(Widths::changesThePicture)
        || cluster.codePoints().filter(c -> CodePoints.width(c) > 0).count() > 1;
  }

  private static boolean changesThePicture(int codePoint) {
    return switch (codePoint) {
      case CodePoints.ZWJ, CodePoints.EMOJI_SELECTOR, CodePoints.TEXT_SELECTOR, CodePoints.KEYCAP ->
          true;
      default -> Character.isEmojiModifier(codePoint);
    };
  }

  private int ofSequence(String cluster, int first) {
    if (CodePoints.isRegional(first)) {
      return flag;
    }
    boolean picture = Character.isExtendedPictographic(first);
    if (picture && cluster.indexOf(CodePoints.ZWJ) > 0) {
      return joined <= 2 ? joined : sumOfParts(cluster);
    }
    if (cluster.indexOf(CodePoints.KEYCAP) > 0) {
      return keycap;
    }
    if (picture && cluster.codePoints().skip(1).anyMatch(Character::isEmojiModifier)) {
      return toned;
    }
    int sum = cluster.codePoints().map(CodePoints::width).sum();
    boolean selector = cluster.indexOf(CodePoints.EMOJI_SELECTOR) > 0;
    return selector && sum == 1 && Character.isEmoji(first) ? selected : sum;
  }

  private int sumOfParts(String cluster) {
    int columns = 0;
    int start = 0;
    for (int i = 0; i <= cluster.length(); i++) {
      if (i == cluster.length() || cluster.charAt(i) == CodePoints.ZWJ) {
        columns += i == start ? 0 : of(cluster.substring(start, i));
        start = i + 1;
      }
    }
    return columns;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }
}
