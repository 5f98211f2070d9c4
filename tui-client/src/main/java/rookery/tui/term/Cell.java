package rookery.tui.term;

/// One place of the screen: a whole grapheme cluster, or the part that a cluster to its left
/// covers.
///
/// @param text the cluster; empty in a covered place
/// @param width columns of the cluster, at least 1; 0 in a covered place
record Cell(String text, int width, Style style) {
  static final Cell BLANK = blank(Style.PLAIN);

  static Cell blank(Style style) {
    return new Cell(" ", 1, style);
  }

  static Cell covered(Style style) {
    return new Cell("", 0, style);
  }

  boolean isBlank() {
    return text.equals(" ");
  }

  /// Columns of its first code point alone.
  int firstWidth() {
    return CodePoints.width(text.codePointAt(0));
  }

  /// Whether every terminal knows where the cursor is after drawing it.
  boolean isSingleCodePoint() {
    return text.length() == 1 || text.length() == 2 && text.codePointCount(0, 2) == 1;
  }
}
