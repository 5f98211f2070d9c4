package rookery.tui.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Bounds;
import rookery.tui.model.Place;
import rookery.tui.term.ChatScreen;
import rookery.tui.term.Input;
import rookery.tui.term.LineEditor;
import rookery.tui.term.LineKeys;
import rookery.tui.term.Region;
import rookery.tui.term.Widths;
import rookery.tui.term.Wrap;

/// Where one writes: a line that grows when more is written, a draft for each place, and what was
/// written before.
final class InputPane {
  private static final String PROMPT = "> ";
  private static final int MAX_ROWS = 5;
  private static final int MAX_PAST = 100;

  /// A little more than a text may have, so that it can be said that it is too long.
  private final LineEditor editor = new LineEditor(2 * Bounds.TEXT);

  private final Map<Place, String> drafts = new HashMap<>();
  private final List<String> past = new ArrayList<>();
  private int recalled;
  private String unfinished = "";
  private @Nullable Place place;

  String text() {
    return editor.text();
  }

  boolean isEmpty() {
    return editor.isEmpty();
  }

  void set(String text) {
    editor.set(text);
  }

  /// What was written is done with.
  void take() {
    past.add(editor.take());
    if (past.size() > MAX_PAST) {
      past.removeFirst();
    }
    recalled = past.size();
  }

  /// Another place is open: its draft comes back. A command under way goes along.
  void at(@Nullable Place now) {
    if (now == null ? place == null : now.equals(place)) {
      return;
    }
    if (place != null && !editor.text().startsWith("/")) {
      drafts.put(place, editor.take());
    }
    place = now;
    String draft = now == null ? null : drafts.remove(now);
    if (draft != null && editor.isEmpty()) {
      editor.set(draft);
    }
  }

  /// @return whether it was a key for writing
  boolean apply(Input input) {
    return LineKeys.apply(input, editor);
  }

  /// Goes back in what was written before, or forth; behind the last stands what is being written.
  void recall(int by) {
    int to = recalled + by;
    if (to < 0 || to > past.size()) {
      return;
    }
    if (recalled == past.size()) {
      unfinished = editor.text();
    }
    recalled = to;
    editor.set(to == past.size() ? unfinished : past.get(to));
  }

  /// @return false on the first line
  boolean up(Widths widths) {
    return editor.up(widths);
  }

  /// @return false on the last line
  boolean down(Widths widths) {
    return editor.down(widths);
  }

  /// Rows that it wants of a screen so wide and high.
  int rows(int columns, int screenRows, Widths widths) {
    int most = Math.clamp(screenRows / 4, 1, MAX_ROWS);
    return Math.min(most, lines(columns, widths).size());
  }

  void draw(Region region, ChatScreen screen, boolean focused) {
    Widths widths = screen.widths();
    List<Wrap.Line> lines = lines(region.columns(), widths);
    int cursorLine = 0;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).start() <= editor.cursor()) {
        cursorLine = i;
      }
    }
    int first = Math.max(0, cursorLine - region.rows() + 1);
    for (int row = 0; row < region.rows() && first + row < lines.size(); row++) {
      Row.of(first + row == 0 ? PROMPT : "  ", focused ? Theme.STRONG : Theme.DIM)
          .then(lines.get(first + row).text(), Theme.TEXT)
          .draw(region, row, widths);
    }
    if (focused) {
      String before = editor.text().substring(lines.get(cursorLine).start(), editor.cursor());
      screen.cursorAt(
          region.left() + PROMPT.length() + widths.columns(before),
          region.top() + cursorLine - first);
    }
  }

  private List<Wrap.Line> lines(int columns, Widths widths) {
    // One column stays for the cursor behind a full line.
    return Wrap.lines(editor.text(), Math.max(1, columns - PROMPT.length() - 1), widths);
  }
}
