package rookery.tui.term;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Breaks text into lines that fit a width: between words where that is possible, between graphemes
/// where a word is wider than the line. Costs time in proportion to the text; who shows the same
/// text again keeps the result with the width it was made for.
public final class Wrap {
  /// One line of the result.
  ///
  /// @param start where it begins in the whole text
  /// @param text what stands on it, without the blanks or the line end that it was broken at
  public record Line(int start, String text) {
    /// Where it ends in the whole text, exclusive.
    public int end() {
      return start + text.length();
    }
  }

  private final String paragraph;
  private final int offset;
  private final int columns;
  private final List<Line> lines;
  private final BreakIterator words = BreakIterator.getLineInstance(Locale.ROOT);
  private int wordStart;
  private int lineStart;
  private int position;
  private int used;
  private int lastBreak;
  private int usedAtBreak;

  private Wrap(String paragraph, int offset, int columns, List<Line> lines) {
    this.paragraph = paragraph;
    this.offset = offset;
    this.columns = columns;
    this.lines = lines;
  }

  /// The lines of a text, at least one. A grapheme wider than the line stands alone on one.
  ///
  /// @param columns at least 1
  public static List<Line> lines(String text, int columns, Widths widths) {
    if (columns < 1) {
      throw new IllegalArgumentException("no room to wrap in: " + columns);
    }
    List<Line> lines = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      new Wrap(text.substring(start, end), start, columns, lines).fill(widths);
      start = end + 1;
    }
    new Wrap(text.substring(start), start, columns, lines).fill(widths);
    return List.copyOf(lines);
  }

  private void fill(Widths widths) {
    if (widths.columns(paragraph) <= columns) {
      lines.add(new Line(offset, paragraph));
      return;
    }
    words.setText(paragraph);
    for (String cluster : Graphemes.split(paragraph)) {
      noteWordStart();
      int width = widths.of(cluster);
      // Blanks may hang over the edge: nobody sees them there, and the next line begins with a
      // word.
      if (!cluster.equals(" ")) {
        breakUntilFits(width);
      }
      used += width;
      position += cluster.length();
    }
    add(paragraph.length());
  }

  private void noteWordStart() {
    while (wordStart < position) {
      wordStart = words.next();
    }
    if (wordStart == position && position > lineStart) {
      lastBreak = position;
      usedAtBreak = used;
    }
  }

  private void breakUntilFits(int width) {
    while (used + width > columns && position > lineStart) {
      if (lastBreak > lineStart) {
        add(lastBreak);
        lineStart = lastBreak;
        used -= usedAtBreak;
      } else {
        add(position);
        lineStart = position;
        used = 0;
      }
    }
  }

  private void add(int end) {
    int visible = end;
    while (visible > lineStart && paragraph.charAt(visible - 1) == ' ') {
      visible--;
    }
    lines.add(new Line(offset + lineStart, paragraph.substring(lineStart, visible)));
  }
}
