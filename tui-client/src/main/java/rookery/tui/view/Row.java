package rookery.tui.view;

import java.util.ArrayList;
import java.util.List;
import rookery.tui.term.Region;
import rookery.tui.term.Sanitizer;
import rookery.tui.term.Sanitizer.LineEnds;
import rookery.tui.term.Style;
import rookery.tui.term.Widths;

/// One row of a pane: pieces of text beside each other.
record Row(List<Piece> pieces) {
  static final Row EMPTY = new Row(List.of());

  /// Text of one style, made harmless.
  record Piece(String text, Style style) {
    Piece {
      text = Sanitizer.clean(text, LineEnds.BLANK);
    }
  }

  Row {
    pieces = List.copyOf(pieces);
  }

  static Row of(String text, Style style) {
    return new Row(List.of(new Piece(text, style)));
  }

  Row then(String text, Style style) {
    List<Piece> more = new ArrayList<>(pieces);
    more.add(new Piece(text, style));
    return new Row(more);
  }

  /// The same with blanks up to a column.
  Row padTo(int column, Widths widths) {
    int missing = column - columns(widths);
    return missing > 0 ? then(" ".repeat(missing), Theme.TEXT) : this;
  }

  int columns(Widths widths) {
    return pieces.stream().mapToInt(piece -> widths.columns(piece.text())).sum();
  }

  /// Draws it from the left, cut at the right edge with `…`.
  void draw(Region region, int row, Widths widths) {
    int at = 0;
    for (Piece piece : pieces) {
      int room = region.columns() - at;
      if (room <= 0) {
        return;
      }
      at = region.put(at, row, widths.shorten(piece.text(), room), piece.style());
    }
  }

  /// Draws it so that it ends at the right edge.
  void drawRight(Region region, int row, Widths widths) {
    int start = Math.max(0, region.columns() - columns(widths));
    draw(region.part(start, 0, region.columns() - start, region.rows()), row, widths);
  }
}
