package rookery.tui.view;

import java.util.List;
import rookery.protocol.Bounds;
import rookery.tui.command.Action;
import rookery.tui.model.Link;
import rookery.tui.model.State;
import rookery.tui.term.ChatScreen;
import rookery.tui.term.Input;
import rookery.tui.term.LineEditor;
import rookery.tui.term.LineKeys;
import rookery.tui.term.Region;
import rookery.tui.term.Widths;
import rookery.tui.term.Wrap;

/// Asks who somebody is: name, password, and whether that shall be a new account. What is typed
/// stays until it was good.
final class LoginForm {
  private static final int FIELD = 11;
  private static final int FIELD_COLUMNS = 34;

  private final LineEditor name = new LineEditor(2 * Bounds.NAME);
  private final LineEditor password = new LineEditor(2 * Bounds.PASSWORD);
  private boolean register;
  private Field focus = Field.NAME;
  private String problem = "";

  private enum Field {
    NAME,
    PASSWORD,
    REGISTER;

    Field next(int by) {
      return values()[Math.floorMod(ordinal() + by, values().length)];
    }
  }

  /// @param prefilled a name that is known from before; empty for none
  LoginForm(String prefilled) {
    name.set(prefilled);
    focus = prefilled.isEmpty() ? Field.NAME : Field.PASSWORD;
  }

  List<Action> input(Input input) {
    if (!(input instanceof Input.Key key)) {
      edit(input);
      return List.of();
    }
    switch (key.toString()) {
      case "Tab", "Down" -> focus = focus.next(1);
      case "Shift-Tab", "Up" -> focus = focus.next(-1);
      case "Ctrl-R" -> register = !register;
      case "Enter" -> {
        return submit();
      }
      default -> edit(input);
    }
    return List.of();
  }

  private void edit(Input input) {
    switch (focus) {
      case NAME -> {
        boolean _ = LineKeys.applyOnLine(input, name);
      }
      case PASSWORD -> {
        boolean _ = LineKeys.applyOnLine(input, password);
      }
      case REGISTER -> {
        if (input instanceof Input.Text(String text) && text.equals(" ")) {
          register = !register;
        }
      }
    }
  }

  private List<Action> submit() {
    if (focus == Field.NAME && password.isEmpty() && !name.isEmpty()) {
      focus = Field.PASSWORD;
      return List.of();
    }
    problem = problem();
    return problem.isEmpty()
        ? List.of(new Action.SignIn(name.text().strip(), password.text(), register))
        : List.of();
  }

  private String problem() {
    String typed = name.text().strip();
    int letters = password.text().codePointCount(0, password.text().length());
    if (typed.isEmpty()) {
      return "Type a name.";
    }
    if (letters == 0) {
      return "Type a password.";
    }
    if (register && letters < Bounds.PASSWORD_MIN) {
      return "A password needs at least " + Bounds.PASSWORD_MIN + " characters.";
    }
    return "";
  }

  void draw(ChatScreen screen, State state, String server, long now) {
    Region all = screen.all();
    Widths widths = screen.widths();
    Region head = all.part(0, 0, all.columns(), 1);
    head.fill(Theme.BAR);
    Row.of(" rookery", Theme.BAR_STRONG).then(" · " + server, Theme.BAR).draw(head, 0, widths);
    int left = Math.max(1, (all.columns() - FIELD - FIELD_COLUMNS) / 2);
    int top = all.rows() >= 16 ? all.rows() / 2 - 5 : 1;
    Region box = all.part(left, top, all.columns() - left - 1, all.rows() - top - 1);
    field(box, screen, 1, "Name", name, Field.NAME);
    field(box, screen, 2, "Password", password, Field.PASSWORD);
    toggle(box, screen);
    message(box.part(0, 5, box.columns(), box.rows() - 5), state, now, widths);
    footer(all.part(0, all.rows() - 1, all.columns(), 1), widths);
  }

  private void field(
      Region box, ChatScreen screen, int row, String label, LineEditor editor, Field field) {
    boolean focused = focus == field;
    Row.of(label, focused ? Theme.STRONG : Theme.TEXT).draw(box, row, screen.widths());
    int room = Math.min(FIELD_COLUMNS, box.columns() - FIELD);
    boolean hidden = field == Field.PASSWORD;
    new LineField(editor, hidden).draw(box.part(FIELD, row, room, 1), screen, focused);
  }

  private void toggle(Region box, ChatScreen screen) {
    boolean focused = focus == Field.REGISTER;
    Row.of(register ? "[x] " : "[ ] ", focused ? Theme.STRONG : Theme.TEXT)
        .then("make a new account", focused ? Theme.STRONG : Theme.TEXT)
        .draw(box, 3, screen.widths());
    if (focused) {
      screen.cursorAt(box.left() + 1, box.top() + 3);
    }
  }

  private void message(Region box, State state, long now, Widths widths) {
    if (!problem.isEmpty()) {
      wrapped(box, problem, true, widths);
      return;
    }
    switch (state.link()) {
      case Link.Idle _ -> {
        String hint =
            register ? "Choose a name and a password." : "New here? Ctrl-R makes an account.";
        wrapped(box, hint, false, widths);
      }
      case Link.Connecting _, Link.Up _ ->
          wrapped(box, register ? "Making the account…" : "Signing in…", false, widths);
      case Link.Waiting(long until, String why) ->
          wrapped(box, why + " Trying again " + Bars.in(until - now) + ".", true, widths);
      case Link.Refused(String sentence, boolean token) ->
          wrapped(
              box,
              token ? "This device is no longer signed in: type your password." : sentence,
              true,
              widths);
    }
  }

  private static void wrapped(Region box, String text, boolean failure, Widths widths) {
    int row = 0;
    for (Wrap.Line line : Wrap.lines(text, Math.max(1, box.columns()), widths)) {
      Row.of(line.text(), failure ? Theme.FAILURE : Theme.DIM).draw(box, row++, widths);
    }
  }

  private void footer(Region line, Widths widths) {
    Bars.footer(
        line,
        widths,
        "Enter",
        register ? "sign up" : "sign in",
        "Tab",
        "next",
        "Ctrl-R",
        register ? "I have an account" : "new account",
        "Ctrl-Q",
        "quit");
  }
}
