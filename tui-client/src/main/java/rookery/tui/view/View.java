package rookery.tui.view;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import rookery.tui.command.Action;
import rookery.tui.command.Commands;
import rookery.tui.model.Event;
import rookery.tui.model.Link;
import rookery.tui.model.Outgoing;
import rookery.tui.model.State;
import rookery.tui.term.ChatScreen;
import rookery.tui.term.Input;
import rookery.tui.term.Size;

/// The whole screen: a form for who is not signed in, the panes for who is.
public final class View {
  private static final Size SMALLEST = new Size(40, 10);
  private static final long MS_A_SECOND = 1_000;

  private final String server;
  private final InstantSource clock;
  private final LoginForm form;
  private final ChatView chat;

  /// @param server what the header calls the server
  /// @param name goes into the form; empty for none
  public View(String server, String name, Commands commands, InstantSource clock, ZoneId zone) {
    this.server = server;
    this.clock = clock;
    this.form = new LoginForm(name);
    this.chat = new ChatView(commands, clock, zone);
  }

  /// What an input means. Reports, new sizes and the end of the input are not for the view.
  public List<Action> input(Input input, State state) {
    String key = input instanceof Input.Key pressed ? pressed.toString() : "";
    return switch (key) {
      case "Ctrl-C", "Ctrl-Q" -> List.of(new Action.Quit());
      case "Ctrl-L" -> List.of(new Action.Repaint());
      case "Ctrl-Z" -> List.of(new Action.Suspend());
      default ->
          input instanceof Input.Focus(boolean gained)
              ? List.of(new Action.Happen(new Event.Focused(gained)))
              : signedIn(state) ? chat.input(input, state) : form.input(input);
    };
  }

  /// Shows lines until the user has read them.
  public void show(String title, List<String> lines) {
    chat.show(title, lines);
  }

  /// Asks the user for one line.
  public void ask(Action.Prompt prompt) {
    chat.ask(prompt);
  }

  /// Draws a state; the screen is not yet refreshed.
  public void draw(ChatScreen screen, State state) {
    screen.clear();
    screen.hideCursor();
    Size size = screen.size();
    if (size.columns() < SMALLEST.columns() || size.rows() < SMALLEST.rows()) {
      screen.put(0, 0, "Make the window larger:", Theme.TEXT);
      screen.put(0, 1, "40 by 10, it has " + size.columns() + " by " + size.rows(), Theme.TEXT);
    } else if (signedIn(state)) {
      chat.draw(screen, state, server, clock.millis());
    } else {
      form.draw(screen, state, server, clock.millis());
    }
  }

  /// After how many ms the picture changes by the clock alone; empty when it does not.
  public OptionalLong nextChange(State state) {
    if (state.link() instanceof Link.Waiting) {
      return OptionalLong.of(MS_A_SECOND);
    }
    long now = clock.millis();
    LongStream texts =
        state.outbox().stream()
            .filter(text -> text.pending() && !text.late(now))
            .mapToLong(text -> Math.max(1, text.at() + Outgoing.LATE_MS - now));
    return LongStream.concat(chat.nextChange(state, now).stream(), texts).min();
  }

  private static boolean signedIn(State state) {
    return state.me() != 0 && !(state.link() instanceof Link.Refused);
  }
}
