package rookery.tui.term;

import org.jspecify.annotations.Nullable;

/// Where the terminal's cursor is, as far as that is known, and the shortest way to another place.
final class TerminalCursor {
  private static final int UNKNOWN = -1;

  private int column = UNKNOWN;
  private int row = UNKNOWN;

  TerminalCursor() {}

  TerminalCursor(TerminalCursor other) {
    this.column = other.column;
    this.row = other.row;
  }

  void isAt(int newColumn, int newRow) {
    column = newColumn;
    row = newRow;
  }

  /// Says that writing has taken it along its row.
  void hasMovedTo(int newColumn) {
    column = newColumn;
  }

  void forgetColumn() {
    column = UNKNOWN;
  }

  void forget() {
    isAt(UNKNOWN, UNKNOWN);
  }

  /// Writes the move to a place; nothing if it is there.
  ///
  /// @param cells those of the place's row, if they may be written again on the way
  void go(int x, int y, Cell @Nullable [] cells, Pen pen, StringBuilder out) {
    if (row == y && column == x) {
      return;
    }
    String move = "\033[" + (y + 1) + (x == 0 ? "" : ";" + (x + 1)) + "H";
    if (row == y) {
      move = shorter(withinRow(x, cells, pen), move);
    } else if (row >= 0 && y == row + 1 && x == 0) {
      move = "\r\n";
    }
    out.append(move);
    isAt(x, y);
  }

  private String withinRow(int x, Cell @Nullable [] cells, Pen pen) {
    if (x == 0) {
      return "\r";
    }
    String absolute = "\033[" + (x + 1) + "G";
    if (column == UNKNOWN) {
      return absolute;
    }
    int distance = x - column;
    if (distance < 0) {
      return -distance <= 3 ? "\b".repeat(-distance) : shorter("\033[" + -distance + "D", absolute);
    }
    String forward = shorter(distance == 1 ? "\033[C" : "\033[" + distance + "C", absolute);
    if (cells == null || distance >= forward.length()) {
      return forward;
    }
    return again(x, cells, pen, forward);
  }

  /// The cells up to a column, if writing them again with this pen changes nothing.
  private String again(int x, Cell[] cells, Pen pen, String otherwise) {
    StringBuilder text = new StringBuilder();
    for (int i = column; i < x; i++) {
      Cell cell = cells[i];
      if (cell.text().length() != 1 || cell.text().charAt(0) > '~' || !pen.suits(cell)) {
        return otherwise;
      }
      text.append(cell.text());
    }
    return text.toString();
  }

  private static String shorter(String one, String other) {
    return one.length() <= other.length() ? one : other;
  }
}
