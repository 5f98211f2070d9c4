package rookery.tui.term;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Text cut where a person sees one character end and the next begin: extended grapheme clusters as
/// Unicode Standard Annex 29 defines them and the JDK implements them.
public final class Graphemes {
  private Graphemes() {}

  /// The clusters of a text, in order; together they are the text.
  public static List<String> split(String text) {
    List<String> clusters = new ArrayList<>(text.length());
    if (isSimple(text)) {
      for (int i = 0; i < text.length(); i++) {
        clusters.add(String.valueOf(text.charAt(i)));
      }
      return clusters;
    }
    BreakIterator breaks = over(text);
    int start = 0;
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      clusters.add(text.substring(start, end));
      start = end;
    }
    return clusters;
  }

  /// The index after the cluster that begins at `index`; the text's length at its end.
  public static int after(String text, int index) {
    if (index >= text.length()) {
      return text.length();
    }
    return isSimple(text) ? index + 1 : over(text).following(index);
  }

  /// The index where the cluster before `index` begins; 0 at the text's beginning.
  public static int before(String text, int index) {
    if (index <= 0) {
      return 0;
    }
    return isSimple(text) ? index - 1 : over(text).preceding(index);
  }

  /// Whether every char is a cluster: true of what has no combining, joining or paired characters.
  /// Much quicker than looking for breaks, and true of most text; a false only costs time.
  static boolean isSimple(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isSimple(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSimple(char c) {
    if (c < 0x300) {
      return c != '\r' && c != 0xAD;
    }
    return c >= 0x370 && c <= 0x482 // Greek, Cyrillic
        || c >= 0x2010 && c <= 0x2027 // dashes, quotes, ellipsis
        || c >= 0x2190 && c <= 0x2BFF // arrows, lines, blocks, symbols
        || c >= 0x3001 && c <= 0x3029 // CJK punctuation
        || c >= 0x3041 && c <= 0x3096 // Hiragana
        || c >= 0x30A1 && c <= 0x30FF // Katakana
        || c >= 0x4E00 && c <= 0x9FFF // ideographs
        || c >= 0xAC00 && c <= 0xD7A3 // Hangul syllables
        || c >= 0xFF01 && c <= 0xFF60; // full-width forms
  }

  private static BreakIterator over(String text) {
    BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
    breaks.setText(text);
    return breaks;
  }
}
