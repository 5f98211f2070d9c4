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
  private static final String WRAP_ON = "\033[?7h";
  private static final String WRAP_OFF = "\033[?7l";

  /// Blanks fewer than this are written, more are erased.
  private static final int WORTH_ERASING = 8;

  private static final int WORTH_ERASING_TO_END = 3;

  private final Pen pen;
  private final Cell[] @Nullable [] shown;
  private final int columns;
  private final StringBuilder out = new StringBuilder();
  private final TerminalCursor cursor;

  Painter(Size size, ColorDepth depth) {
    this.pen = new Pen(depth);
    this.shown = new Cell[size.rows()][];
    this.columns = size.columns();
    this.cursor = new TerminalCursor();
  }

  /// The same knowledge, to try one way of painting without giving up the other.
  Painter(Painter other) {
    this.pen = new Pen(other.pen);
    this.shown = other.shown.clone();
    this.columns = other.columns;
    this.cursor = new TerminalCursor(other.cursor);
  }

  /// Moves the rows from `top` to `bottom`, both inclusive, up by a distance, or down if it is
  /// negative, as terminals do it themselves; blank rows come in.
  String scroll(int top, int bottom, int distance) {
    out.setLength(0);
    if (!pen.erasesClean()) {
      pen.change(Style.PLAIN, out);
    }
    out.append("\033[").append(top + 1).append(';').append(bottom + 1).append('r');
    int edge = distance > 0 ? bottom : top;
    out.append("\033[").append(edge + 1).append('H');
    out.repeat(distance > 0 ? "\n" : "\033M", Math.abs(distance)).append("\033[r");
    cursor.isAt(0, 0);
    Cell[] @Nullable [] before = shown.clone();
    for (int y = top; y <= bottom; y++) {
      int from = y + distance;
      shown[y] = from >= top && from <= bottom ? before[from] : blankRow();
    }
    return out.toString();
  }

  private Cell[] blankRow() {
    Cell[] cells = new Cell[columns];
    Arrays.fill(cells, Cell.BLANK);
    return cells;
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
    cursor.go(toColumn, toRow, null, pen, out);
    return out.toString();
  }

  /// Says that a row of the terminal may show anything.
  void forgetRow(int y) {
    shown[y] = null;
  }

  /// Says that somebody else has moved the cursor and may have changed the style.
  void forgetCursor() {
    cursor.forget();
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
      cursor.forgetColumn();
      go(x, y, now);
    }
    write(x, cell, now.length);
    return x + cell.width();
  }

  /// Where lines do not wrap, the cursor stays on the last column after a character there, and some
  /// terminals then add a mark to the character before it. So the wrap is on for such a cluster,
  /// unless the terminal might take it for wider than we do.
  private void write(int x, Cell cell, int columns) {
    boolean single = cell.isSingleCodePoint();
    boolean risky = Widths.risky(cell.text());
    boolean toEdge = x + cell.firstWidth() == columns;
    boolean wrapping = !single && toEdge && (!risky || cell.width() == 1);
    out.append(wrapping ? WRAP_ON : "").append(cell.text()).append(wrapping ? WRAP_OFF : "");
    int after = x + cell.width();
    if (single && !risky && after < columns) {
      cursor.hasMovedTo(after);
    } else {
      cursor.forgetColumn();
    }
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

  private void go(int x, int y, Cell[] now) {
    cursor.go(x, y, now, pen, out);
  }
}
