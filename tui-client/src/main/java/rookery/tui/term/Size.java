package rookery.tui.term;

/// A terminal's or pane's extent in character cells, each at least 1.
public record Size(int columns, int rows) {
  /// What a terminal has that does not tell its size.
  public static final Size CUSTOMARY = new Size(80, 24);

  /// The most that is believed of a terminal, either way; a larger report is cut to it.
  public static final int MAX = 1000;

  public Size {
    if (columns < 1 || rows < 1) {
      throw new IllegalArgumentException("no room: " + columns + "x" + rows);
    }
    columns = Math.min(columns, MAX);
    rows = Math.min(rows, MAX);
  }
}
