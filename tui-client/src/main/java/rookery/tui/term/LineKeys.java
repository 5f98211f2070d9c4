package rookery.tui.term;

/// The usual keys of a [LineEditor], as Emacs and readline have them.
public final class LineKeys {
  private LineKeys() {}

  /// Does to the editor what an input asks for.
  ///
  /// @return false if it is not an editing key, so that somebody else may want it: among others
  ///   Enter, Tab, Up, Down, and Ctrl-D on an empty line
  public static boolean apply(Input input, LineEditor editor) {
    return switch (input) {
      case Input.Text text -> {
        editor.insert(text.text());
        yield true;
      }
      case Input.Paste paste -> {
        editor.insert(paste.text());
        yield true;
      }
      case Input.Key key -> named(key, editor);
      case Input.Focus _,
          Input.Resize _,
          Input.Mouse _,
          Input.Report _,
          Input.EndOfInput _,
          Input.Unknown _ ->
          false;
    };
  }

  /// The same for what has one line: no line end gets in.
  public static boolean applyOnLine(Input input, LineEditor editor) {
    return switch (input) {
      case Input.Paste(String text, boolean truncated) ->
          apply(new Input.Paste(text.replace("\n", ""), truncated), editor);
      case Input.Key key when key.toString().equals("Alt-Enter") -> false;
      default -> apply(input, editor);
    };
  }

  private static boolean named(Input.Key key, LineEditor editor) {
    Runnable action =
        switch (key.toString()) {
          case "Backspace", "Shift-Backspace" -> editor::backspace;
          case "Delete", "Ctrl-D" -> editor.isEmpty() ? null : editor::deleteForward;
          case "Left", "Ctrl-B" -> editor::left;
          case "Right", "Ctrl-F" -> editor::right;
          case "Ctrl-Left", "Alt-Left", "Alt-B" -> editor::wordLeft;
          case "Ctrl-Right", "Alt-Right", "Alt-F" -> editor::wordRight;
          case "Home", "Ctrl-A" -> editor::home;
          case "End", "Ctrl-E" -> editor::end;
          case "Ctrl-K" -> editor::killToEnd;
          case "Ctrl-U" -> editor::killToStart;
          case "Ctrl-W", "Alt-Backspace", "Ctrl-Backspace" -> editor::killWordBefore;
          case "Alt-D", "Ctrl-Delete" -> editor::killWordAfter;
          case "Ctrl-Y" -> editor::yank;
          case "Alt-Enter" -> () -> editor.insert("\n");
          default -> null;
        };
    if (action == null) {
      return false;
    }
    action.run();
    return true;
  }
}
