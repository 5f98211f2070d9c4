package rookery.tui.view;

import rookery.tui.term.ChatScreen;
import rookery.tui.term.LineEditor;
import rookery.tui.term.Region;
import rookery.tui.term.Widths;

/// One line that is being written, in a field of its own.
///
/// @param hidden whether only its length is shown
record LineField(LineEditor editor, boolean hidden) {
  private static final String DOT = "•";

  /// Draws the part around the cursor.
  void draw(Region field, ChatScreen screen, boolean focused) {
    Widths widths = screen.widths();
    String text = editor.text();
    String shown = hidden ? DOT.repeat(text.codePointCount(0, text.length())) : text;
    int cursor = hidden ? text.codePointCount(0, editor.cursor()) : editor.cursorColumn(widths);
    int skipped = Math.max(0, cursor - field.columns() + 1);
    field.fill(Theme.FIELD);
    String rest = skipped == 0 ? shown : shown.substring(widths.cut(shown, skipped).length());
    field.put(0, 0, rest, Theme.FIELD);
    if (focused) {
      screen.cursorAt(field.left() + cursor - skipped, field.top());
    }
  }
}
