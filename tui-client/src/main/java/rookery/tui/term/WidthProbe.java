package rookery.tui.term;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks the terminal how wide it draws what terminals do not agree on.
///
/// Five samples are drawn on one row and the cursor's place asked after each; then that row is
/// painted as it was. All of it is one write, to be done after the first frame: nobody waits for
/// the answers, which come among the input whenever they come, or never.
public final class WidthProbe {
  private static final List<String> SAMPLES =
      List.of(
          "\u2764\uFE0F",
          "1\uFE0F\u20E3",
          "\uD83D\uDC4D\uD83C\uDFFD",
          "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66",
          "\uD83C\uDDEF\uD83C\uDDF5");

  /// Where it is drawn: not on row 0, see [Input.CursorAt].
  private static final int ROW = 1;

  private static final int MIN_COLUMNS = 10;
  private static final String WHERE = "\033[6n";
  private static final String BACKGROUND = "\033]11;?\033\\";
  private static final String ATTRIBUTES = "\033[c";

  private final List<Integer> answers = new ArrayList<>();
  private boolean asked;
  private boolean waiting;

  /// Asks, and refreshes the screen. Also asks for the background's colour, which is then among the
  /// input, too. Does nothing on a screen too small for it.
  public void ask(ChatScreen screen) throws IOException {
    if (screen.size().rows() <= ROW || screen.size().columns() < MIN_COLUMNS) {
      return;
    }
    asked = true;
    waiting = true;
    StringBuilder questions = new StringBuilder("\033[m");
    for (String sample : SAMPLES) {
      questions.append("\033[").append(ROW + 1).append('H').append(sample).append(WHERE);
    }
    questions.append(BACKGROUND).append(ATTRIBUTES);
    screen.refreshAfter(questions.toString(), ROW);
  }

  /// Whether answers are still to come, which should be read before the terminal is given back.
  public boolean waiting() {
    return waiting;
  }

  /// Takes a report; those that are no answer to this are ignored.
  ///
  /// @return the widths, with the report that completes them
  public Optional<Widths> take(Input.Report report) {
    return switch (report) {
      case Input.CursorAt at when asked && at.row() == ROW -> {
        answers.add(Math.clamp(at.column(), 1, 8));
        yield answers.size() == SAMPLES.size() ? complete() : Optional.empty();
      }
      case Input.Attributes _ -> {
        waiting = false;
        asked = false; // whatever has not been answered by now is not going to be
        yield Optional.empty();
      }
      case Input.CursorAt _, Input.Background _ -> Optional.empty();
    };
  }

  private Optional<Widths> complete() {
    asked = false;
    return Optional.of(
        new Widths(answers.get(0), answers.get(1), answers.get(2), answers.get(3), answers.get(4)));
  }
}
