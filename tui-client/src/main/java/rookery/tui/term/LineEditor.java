package rookery.tui.term;

/// What stands in an input line, and where the cursor is: the model behind a composer. It may hold
/// several lines. Every movement goes by graphemes, so the cursor never stands inside one.
///
/// Belongs to one thread. Draws nothing and knows no keys; [LineKeys] binds the usual ones.
public final class LineEditor {
  private final int maxLength;
  private String text = "";
  private int cursor;
  private String killed = "";

  /// @param maxLength the most chars (UTF-16) that it holds
  public LineEditor(int maxLength) {
    this.maxLength = maxLength;
  }

  public String text() {
    return text;
  }

  public boolean isEmpty() {
    return text.isEmpty();
  }

  /// Index in [#text] that the next insertion goes to, from 0 to its length.
  public int cursor() {
    return cursor;
  }

  /// Columns between the beginning of the cursor's line and the cursor.
  public int cursorColumn(Widths widths) {
    return widths.columns(text.substring(lineStart(), cursor));
  }

  /// The cursor's line, from 0.
  public int cursorLine() {
    return (int) text.substring(0, cursor).chars().filter(c -> c == '\n').count();
  }

  /// Replaces everything and puts the cursor at the end; what is too long is cut.
  public void set(String newText) {
    text = "";
    cursor = 0;
    insert(newText);
  }

  /// Empties the line and gives what was in it.
  public String take() {
    String taken = text;
    text = "";
    cursor = 0;
    return taken;
  }

  /// Puts text at the cursor and moves behind it. Controls become visible signs, line ends stay.
  ///
  /// @return whether all of it had room
  public boolean insert(String more) {
    String clean = cleaned(more);
    String fitting = fitting(clean, maxLength - text.length());
    text = text.substring(0, cursor) + fitting + text.substring(cursor);
    cursor = snapForward(cursor + fitting.length());
    return fitting.length() == clean.length();
  }

  // Typed code points come one by one, and a mark on its own is no attack: it belongs to what
  // stands before the cursor. Bounding marks needs the whole cluster, so only pastes get that.
  private static String cleaned(String more) {
    return more.codePointCount(0, more.length()) == 1
        ? Sanitizer.replaced(more, Sanitizer.LineEnds.KEEP)
        : Sanitizer.clean(more, Sanitizer.LineEnds.KEEP);
  }

  private static String fitting(String more, int room) {
    if (more.length() <= room) {
      return more;
    }
    int end = 0;
    for (String cluster : Graphemes.split(more)) {
      if (end + cluster.length() > room) {
        break;
      }
      end += cluster.length();
    }
    return more.substring(0, end);
  }

  /// Deletes the grapheme before the cursor.
  public void backspace() {
    delete(Graphemes.before(text, cursor), cursor);
  }

  /// Deletes the grapheme under the cursor.
  public void deleteForward() {
    delete(cursor, Graphemes.after(text, cursor));
  }

  public void left() {
    cursor = Graphemes.before(text, cursor);
  }

  public void right() {
    cursor = Graphemes.after(text, cursor);
  }

  /// To the beginning of this word, or of the one before.
  public void wordLeft() {
    cursor = Words.startBefore(text, cursor);
  }

  /// To behind this word, or the next one.
  public void wordRight() {
    cursor = Words.endAfter(text, cursor);
  }

  /// To the beginning of the line.
  public void home() {
    cursor = lineStart();
  }

  /// To the end of the line.
  public void end() {
    cursor = lineEnd();
  }

  /// To the line above, as near to the same column as it goes.
  ///
  /// @return false if this is the first line
  public boolean up(Widths widths) {
    int start = lineStart();
    if (start == 0) {
      return false;
    }
    toColumn(text.lastIndexOf('\n', start - 2) + 1, start - 1, cursorColumn(widths), widths);
    return true;
  }

  /// To the line below, as near to the same column as it goes.
  ///
  /// @return false if this is the last line
  public boolean down(Widths widths) {
    int end = lineEnd();
    if (end == text.length()) {
      return false;
    }
    int next = text.indexOf('\n', end + 1);
    toColumn(end + 1, next < 0 ? text.length() : next, cursorColumn(widths), widths);
    return true;
  }

  private void toColumn(int start, int end, int column, Widths widths) {
    cursor = start + widths.cut(text.substring(start, end), column).length();
  }

  /// Deletes to the end of the line; at its end, the line end.
  public void killToEnd() {
    kill(cursor, cursor == lineEnd() ? Math.min(cursor + 1, text.length()) : lineEnd());
  }

  /// Deletes to the beginning of the line; at its beginning, the line end before.
  public void killToStart() {
    kill(cursor == lineStart() ? Math.max(cursor - 1, 0) : lineStart(), cursor);
  }

  /// Deletes back to the beginning of a word.
  public void killWordBefore() {
    kill(Words.startBefore(text, cursor), cursor);
  }

  /// Deletes up to the end of a word.
  public void killWordAfter() {
    kill(cursor, Words.endAfter(text, cursor));
  }

  /// Puts back what was killed last.
  public void yank() {
    insert(killed);
  }

  /// Replaces what stands between two indices, as a completion does; the cursor goes behind it.
  public void replace(int start, int end, String replacement) {
    delete(start, end);
    insert(replacement);
  }

  private void kill(int start, int end) {
    if (start < end) {
      killed = text.substring(start, end);
      delete(start, end);
    }
  }

  private void delete(int start, int end) {
    text = text.substring(0, start) + text.substring(end);
    cursor = snapForward(start);
  }

  // Text that comes together may join into one grapheme around the cursor.
  private int snapForward(int index) {
    if (index == 0 || index >= text.length() || Graphemes.isSimple(text)) {
      return index;
    }
    return Graphemes.after(text, Graphemes.before(text, index + 1));
  }

  private int lineStart() {
    return text.lastIndexOf('\n', cursor - 1) + 1;
  }

  private int lineEnd() {
    int end = text.indexOf('\n', cursor);
    return end < 0 ? text.length() : end;
  }
}
