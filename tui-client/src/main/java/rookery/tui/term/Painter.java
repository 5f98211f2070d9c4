package rookery.tui.term;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Knows what the terminal shows, and writes what is missing to make it show something else.
///
/// Three rules keep it right on terminals that count columns differently than we do, at the price
/// of some bytes. After a cluster of several code points, and at the right edge, the cursor's place
/// counts as unknown. Before a risky cluster (see [Widths#risky]) its place is blanked. And a row
/// that holds or held a risky cluster is written whole when anything in it changes: what is drawn
/// into the middle of a wide character damages the neighbours in ways that cannot be foreseen.
final class Painter {
  private static final int UNKNOWN = -1;

  /// Blanks fewer than this are written, more are erased.
  private static final int WORTH_ERASING = 8;

  private static final int WORTH_ERASING_TO_END = 3;

  private final Pen pen;
  private final Cell[] @Nullable [] shown;
  private final StringBuilder out = new StringBuilder();
  private int column = UNKNOWN;
  private int row = UNKNOWN;

  Painter(Size size, ColorDepth depth) {
    this.pen = new Pen(depth);
    this.shown = new Cell[size.rows()][];
  }

  /// What takes the terminal from what it shows to this; empty if that is nothing.
  String paint(Grid wanted) {
    out.setLength(0);
    for (int y = 0; y < shown.length; y++) {
      Cell[] now = wanted.row(y);
      Cell[] before = shown[y];
      if (before == null || !Arrays.equals(before, now)) {
        boolean whole = before == null || hasRisk(before) || hasRisk(now);
        row(y, now, whole ? null : before);
        shown[y] = now.clone();
      }
    }
    return out.toString();
  }

  /// The move from where painting has left the cursor; empty if it is there.
  String moveTo(int toColumn, int toRow) {
    out.setLength(0);
    go(toColumn, toRow, null);
    return out.toString();
  }

  /// Says that a row of the terminal may show anything.
  void forgetRow(int y) {
    shown[y] = null;
  }

  /// Says that somebody else has moved the cursor and may have changed the style.
  void forgetCursor() {
    column = UNKNOWN;
    row = UNKNOWN;
    pen.forget();
  }

  private static boolean hasRisk(Cell[] cells) {
    for (Cell cell : cells) {
      if (cell.width() > 0 && Widths.risky(cell.text())) {
        return true;
      }
    }
    return false;
  }

  private void row(int y, Cell[] now, Cell @Nullable [] before) {
    int end = now.length;
    while (before != null && now[end - 1].equals(before[end - 1])) {
      end--;
    }
    for (int x = 0; x < end; ) {
      if (before != null && now[x].equals(before[x]) || now[x].width() == 0) {
        x++;
      } else {
        x = draw(x, y, now, end);
      }
    }
  }

  /// Draws what begins here and gives the column where the next thing may begin.
  private int draw(int x, int y, Cell[] now, int end) {
    Cell cell = now[x];
    int blanks = blanksFrom(x, now);
    boolean toEdge = x + blanks == now.length;
    if (blanks > 0 && toEdge && end - x > WORTH_ERASING_TO_END) {
      erase(x, y, now, "\033[K");
      return now.length;
    }
    int needed = Math.min(blanks, end - x);
    if (needed >= WORTH_ERASING) {
      erase(x, y, now, "\033[" + needed + "X");
      return x + needed;
    }
    go(x, y, now);
    choosePen(cell);
    if (Widths.risky(cell.text())) {
      out.repeat(' ', cell.width());
      column = UNKNOWN;
      go(x, y, now);
    }
    out.append(cell.text());
    boolean certain = cell.isSingleCodePoint() && x + cell.width() < now.length;
    column = certain && !Widths.risky(cell.text()) ? x + cell.width() : UNKNOWN;
    return x + cell.width();
  }

  private void choosePen(Cell cell) {
    if (!pen.suits(cell)) {
      pen.change(cell.style(), out);
    }
  }

  private static int blanksFrom(int x, Cell[] now) {
    int end = x;
    while (end < now.length && now[end].isBlank() && now[end].style().erasable()) {
      end++;
    }
    return end - x;
  }

  private void erase(int x, int y, Cell[] now, String sequence) {
    go(x, y, now);
    if (!pen.erasesClean()) {
      pen.change(now[x].style(), out);
    }
    out.append(sequence);
  }

  /// Moves by the shortest sequence; `cells` are those of the row if they may be written over.
  private void go(int x, int y, Cell @Nullable [] cells) {
    if (row == y && column == x) {
      return;
    }
    String move = "\033[" + (y + 1) + (x == 0 ? "" : ";" + (x + 1)) + "H";
    if (row == y) {
      move = shorter(withinRow(x, cells), move);
    } else if (row >= 0 && y == row + 1 && x == 0) {
      move = "\r\n";
    }
    out.append(move);
    column = x;
    row = y;
  }

  private String withinRow(int x, Cell @Nullable [] cells) {
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
    String forward = distance == 1 ? "\033[C" : "\033[" + distance + "C";
    String over = cells == null || distance >= forward.length() ? forward : over(x, cells, forward);
    return shorter(shorter(over, forward), absolute);
  }

  /// The cells up to a column, if they can be written again just so.
  private String over(int x, Cell[] cells, String otherwise) {
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
