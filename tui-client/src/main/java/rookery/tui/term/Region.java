package rookery.tui.term;

/// A part of the screen with coordinates of its own, from 0; nothing drawn here leaves it. Text is
/// expected to have been through [Sanitizer]; what has no width of its own is not drawn in any
/// case, so control characters cannot reach the terminal this way.
public final class Region {
  private final Grid grid;
  private final Widths widths;
  private final int left;
  private final int top;
  private final int columns;
  private final int rows;

  Region(Grid grid, Widths widths) {
    this(grid, widths, 0, 0, grid.size().columns(), grid.size().rows());
  }

  private Region(Grid grid, Widths widths, int left, int top, int columns, int rows) {
    this.grid = grid;
    this.widths = widths;
    this.left = left;
    this.top = top;
    this.columns = columns;
    this.rows = rows;
  }

  /// May be 0, when a pane got no room.
  public int columns() {
    return columns;
  }

  /// May be 0, when a pane got no room.
  public int rows() {
    return rows;
  }

  /// Where its first column is on the screen.
  public int left() {
    return left;
  }

  /// Where its first row is on the screen.
  public int top() {
    return top;
  }

  /// A part of this one, cut to what lies inside.
  public Region part(int column, int row, int partColumns, int partRows) {
    int startColumn = Math.clamp(column, 0, columns);
    int startRow = Math.clamp(row, 0, rows);
    int endColumn = Math.clamp((long) column + partColumns, startColumn, columns);
    int endRow = Math.clamp((long) row + partRows, startRow, rows);
    return new Region(
        grid,
        widths,
        left + startColumn,
        top + startRow,
        endColumn - startColumn,
        endRow - startRow);
  }

  /// Draws text in one row, from a column that may be negative. A wide cluster that an edge would
  /// cut is left out, blanks in its place.
  ///
  /// @return the column after the text, even if that is outside
  public int put(int column, int row, String text, Style style) {
    boolean inside = row >= 0 && row < rows;
    Style onBlank = style.onBlank();
    int at = column;
    for (String cluster : Graphemes.split(text)) {
      int width = widths.of(cluster);
      if (inside && width > 0 && at < columns) {
        place(at, row, new Cell(cluster, width, cluster.equals(" ") ? onBlank : style));
      }
      at += width;
    }
    return at;
  }

  private void place(int column, int row, Cell cell) {
    if (column >= 0 && column + cell.width() <= columns) {
      grid.set(left + column, top + row, cell);
      return;
    }
    int end = Math.min(columns, column + cell.width());
    for (int cut = Math.max(0, column); cut < end; cut++) {
      grid.set(left + cut, top + row, Cell.blank(cell.style().onBlank()));
    }
  }

  /// Makes all of it blanks of a style.
  public void fill(Style style) {
    Cell blank = Cell.blank(style.onBlank());
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        grid.set(left + column, top + row, blank);
      }
    }
  }

  /// Draws one cluster in every row of a column, such as a border.
  public void putDown(int column, String cluster, Style style) {
    for (int row = 0; row < rows; row++) {
      put(column, row, cluster, style);
    }
  }
}
