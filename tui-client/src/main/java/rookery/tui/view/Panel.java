package rookery.tui.view;

import java.util.List;
import rookery.tui.term.Region;
import rookery.tui.term.Widths;

/// Lines over everything else, until they are read.
final class Panel {
  private final String title;
  private final List<String> lines;
  private int top;
  private int rows = 1;

  Panel(String title, List<String> lines) {
    this.title = title;
    this.lines = lines;
  }

  void scroll(int down) {
    top = Math.clamp((long) top + down, 0, Math.max(0, lines.size() - rows));
  }

  int page() {
    return rows;
  }

  void draw(Region all, Widths widths) {
    int widest = lines.stream().mapToInt(widths::columns).max().orElse(0);
    int columns = Math.min(all.columns(), Math.max(widest, widths.columns(title) + 4) + 4);
    rows = Math.max(1, Math.min(lines.size(), all.rows() - 3));
    top = Math.clamp(top, 0, Math.max(0, lines.size() - rows));
    Region box =
        all.part((all.columns() - columns) / 2, (all.rows() - rows - 2) / 2, columns, rows + 2);
    frame(box, title, widths);
    Region inside = box.part(2, 1, columns - 4, rows);
    for (int row = 0; row < rows && top + row < lines.size(); row++) {
      Row.of(lines.get(top + row), Theme.TEXT).draw(inside, row, widths);
    }
    String more = top + rows < lines.size() ? " ↓ more " : " Esc ";
    Row.of(more, Theme.DIM).drawRight(box.part(0, rows + 1, columns - 2, 1), 0, widths);
  }

  /// An empty box with a title.
  static void frame(Region box, String title, Widths widths) {
    box.fill(Theme.TEXT);
    int inner = Math.max(0, box.columns() - 2);
    box.put(0, 0, "┌" + "─".repeat(inner) + "┐", Theme.BORDER);
    box.putDown(0, "│", Theme.BORDER);
    box.putDown(box.columns() - 1, "│", Theme.BORDER);
    box.put(0, 0, "┌" + "─".repeat(inner) + "┐", Theme.BORDER);
    box.put(0, box.rows() - 1, "└" + "─".repeat(inner) + "┘", Theme.BORDER);
    Row.of(" " + title + " ", Theme.HEADING).draw(box.part(2, 0, inner - 2, 1), 0, widths);
  }
}
