package rookery.tui.term;

import java.util.Arrays;

/// A rectangle of cells in which no cluster is ever half there: what overwrites part of a wide one
/// blanks the rest of it.
final class Grid {
  private final Size size;
  private final Cell[][] rows;

  Grid(Size size) {
    this.size = size;
    this.rows = new Cell[size.rows()][size.columns()];
    clear();
  }

  Size size() {
    return size;
  }

  /// The cells of a row; not to be changed by the caller.
  Cell[] row(int row) {
    return rows[row];
  }

  void clear() {
    for (Cell[] row : rows) {
      Arrays.fill(row, Cell.BLANK);
    }
  }

  /// Places a cell and the places that it covers; all of them must lie inside.
  void set(int column, int row, Cell cell) {
    Cell[] cells = rows[row];
    release(cells, column);
    release(cells, column + cell.width() - 1);
    cells[column] = cell;
    for (int i = 1; i < cell.width(); i++) {
      release(cells, column + i);
      cells[column + i] = Cell.covered(cell.style());
    }
  }

  private static void release(Cell[] cells, int column) {
    int head = column;
    while (cells[head].width() == 0 && head > 0) {
      head--;
    }
    int width = cells[head].width();
    if (width > 1) {
      Arrays.fill(cells, head, head + width, Cell.blank(cells[head].style().onBlank()));
    }
  }
}
