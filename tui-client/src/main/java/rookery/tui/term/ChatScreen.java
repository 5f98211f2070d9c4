package rookery.tui.term;

import com.googlecode.lanterna.TerminalPosition;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The picture that the view draws into, and the way it gets to the terminal: only what changed, in
/// one write, and nothing at all if nothing changed.
///
/// Instead of Lanterna's own screen, because that one splits characters outside the basic plane,
/// guesses their widths and repaints everything when much has changed. Belongs to the UI thread.
public final class ChatScreen {
  /// Frames longer than this are bracketed as one update, so that no half of one is seen.
  private static final int WORTH_BRACKETING = 256;

  private final ChatTerminal terminal;
  private final ColorDepth depth;
  private Widths widths = Widths.CUSTOMARY;
  private Grid grid;
  private Painter painter;
  private @Nullable TerminalPosition cursor;
  private @Nullable Boolean cursorShown;
  private @Nullable Scroll scroll;

  private record Scroll(int top, int bottom, int distance) {}

  /// A blank screen of the terminal's present size; nothing is known of what the terminal shows.
  public ChatScreen(ChatTerminal terminal, ColorDepth depth) {
    this.terminal = terminal;
    this.depth = depth;
    Size size = terminal.size();
    this.grid = new Grid(size);
    this.painter = new Painter(size, depth);
  }

  public Size size() {
    return grid.size();
  }

  public Widths widths() {
    return widths;
  }

  /// Takes what the terminal has said of its widths. Nothing on the screen is measured again: draw
  /// anew after this.
  public void use(Widths newWidths) {
    if (!newWidths.equals(widths)) {
      widths = newWidths;
      invalidate();
    }
  }

  /// The whole of it, to draw in.
  public Region all() {
    return new Region(grid, widths);
  }

  /// Draws text in one row, cut at the edges.
  ///
  /// @return the column after the text
  public int put(int column, int row, String text, Style style) {
    return all().put(column, row, text, style);
  }

  /// Makes every cell blank. Costs nothing on the terminal if the same is then drawn again.
  public void clear() {
    grid.clear();
  }

  /// Shows the cursor here after the next refresh; outside the screen it goes to the nearest place.
  public void cursorAt(int column, int row) {
    int x = Math.clamp(column, 0, size().columns() - 1);
    int y = Math.clamp(row, 0, size().rows() - 1);
    cursor = new TerminalPosition(x, y);
  }

  /// Shows no cursor after the next refresh.
  public void hideCursor() {
    cursor = null;
  }

  /// Takes a new size. The picture is blank afterwards, and the next refresh writes all of it.
  public void resize(Size size) {
    grid = new Grid(size);
    invalidate();
  }

  /// Forgets what the terminal shows, so that the next refresh writes every row: after a stop, or
  /// when somebody else has written on the terminal.
  public void invalidate() {
    painter = new Painter(size(), depth);
    cursorShown = null;
  }

  /// Says that what is drawn next shows rows of the last picture moved up by a distance, or down if
  /// it is negative, wherever that is true: the next refresh may let the terminal move them, if
  /// that takes fewer bytes than writing them. The picture is right even if this was not so.
  ///
  /// @param firstRow first row that has moved
  /// @param lastRow last row that has moved, inclusive
  public void scrolled(int firstRow, int lastRow, int distance) {
    int top = Math.clamp(firstRow, 0, size().rows() - 1);
    int bottom = Math.clamp(lastRow, 0, size().rows() - 1);
    boolean sensible = distance != 0 && Math.abs(distance) <= (bottom - top) / 2;
    scroll = sensible ? new Scroll(top, bottom, distance) : null;
  }

  /// Makes the terminal show the picture, with at most one write.
  public void refresh() throws IOException {
    send("");
  }

  /// As `refresh`, with something else written first that spoils one row and the cursor.
  void refreshAfter(String spoiling, int spoiledRow) throws IOException {
    painter.forgetRow(spoiledRow);
    painter.forgetCursor();
    send(spoiling);
  }

  private void send(String first) throws IOException {
    StringBuilder frame = new StringBuilder(first).append(paint());
    TerminalPosition place = cursor;
    if (place != null) {
      frame.append(painter.moveTo(place.getColumn(), place.getRow()));
    }
    boolean show = place != null;
    if (cursorShown == null || cursorShown != show) {
      cursorShown = show;
      frame.append(show ? ChatTerminal.SHOW_CURSOR : ChatTerminal.HIDE_CURSOR);
    }
    if (frame.length() > WORTH_BRACKETING) {
      frame.insert(0, ChatTerminal.BEGIN_UPDATE).append(ChatTerminal.END_UPDATE);
    }
    if (!frame.isEmpty()) {
      terminal.write(frame);
      terminal.flush();
    }
  }

  private String paint() {
    Scroll moved = scroll;
    scroll = null;
    if (moved == null) {
      return painter.paint(grid);
    }
    Painter scrolling = new Painter(painter);
    String start = scrolling.scroll(moved.top(), moved.bottom(), moved.distance());
    String withScroll = start + scrolling.paint(grid);
    String without = painter.paint(grid);
    if (withScroll.length() >= without.length()) {
      return without;
    }
    painter = scrolling;
    return withScroll;
  }

  /// The picture as text, a line a row without the blanks at its end: for tests and the curious.
  public String text() {
    StringBuilder all = new StringBuilder();
    for (int row = 0; row < size().rows(); row++) {
      StringBuilder line = new StringBuilder();
      for (Cell cell : grid.row(row)) {
        line.append(cell.text());
      }
      all.append(line.toString().stripTrailing()).append('\n');
    }
    return all.toString();
  }
}
