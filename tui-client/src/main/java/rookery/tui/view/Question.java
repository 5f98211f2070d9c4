package rookery.tui.view;

import java.util.List;
import rookery.protocol.Bounds;
import rookery.tui.command.Action;
import rookery.tui.term.ChatScreen;
import rookery.tui.term.Input;
import rookery.tui.term.LineEditor;
import rookery.tui.term.LineKeys;
import rookery.tui.term.Region;

/// A question over everything else, and the line that answers it. The line is kept nowhere: it goes
/// with the question.
final class Question {
  private static final int COLUMNS = 46;
  private static final int ROWS = 3;

  private final Action.Prompt prompt;
  private final LineEditor line = new LineEditor(2 * Bounds.PASSWORD);

  Question(Action.Prompt prompt) {
    this.prompt = prompt;
  }

  boolean isEmpty() {
    return line.isEmpty();
  }

  void apply(Input typed) {
    boolean _ = LineKeys.applyOnLine(typed, line);
  }

  /// What follows from what was written.
  List<Action> answer() {
    return prompt.then().apply(line.take());
  }

  void draw(Region all, ChatScreen screen) {
    int columns = Math.min(all.columns(), COLUMNS);
    Region box = all.part((all.columns() - columns) / 2, (all.rows() - ROWS) / 2, columns, ROWS);
    Panel.frame(box, prompt.question(), screen.widths());
    new LineField(line, prompt.hidden()).draw(box.part(2, 1, columns - 4, 1), screen, true);
    Row.of(" Enter, or Esc ", Theme.DIM)
        .drawRight(box.part(0, ROWS - 1, columns - 2, 1), 0, screen.widths());
  }
}
