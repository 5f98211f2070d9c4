package rookery.tui.command;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import rookery.protocol.ClientMessage;
import rookery.protocol.Result;
import rookery.protocol.SelfMessages.Exported;
import rookery.tui.cache.ExportFile;
import rookery.tui.model.Event;
import rookery.tui.model.NewText;
import rookery.tui.model.Place;

/// What is to be done because the user wants it.
public sealed interface Action {
  /// Ask the server, and go on with its answer.
  record Ask(ClientMessage request, Function<Result, List<Action>> then) implements Action {}

  /// Tell the server what it does not answer.
  record Tell(ClientMessage message) implements Action {}

  /// Write a text to somebody.
  record Write(Place to, NewText text) implements Action {
    /// @throws rookery.protocol.ProtocolException when this is no text that may be sent
    public Write {
      to.text("check", text);
    }

    /// A text that answers none and names nobody.
    public Write(Place to, String msg) {
      this(to, new NewText(msg));
    }
  }

  /// Give up a text that is not stored.
  record Discard(String cmid) implements Action {}

  /// Change the state.
  record Happen(Event event) implements Action {}

  /// Show lines until the user has read them.
  record Show(String title, List<String> lines) implements Action {
    public Show {
      lines = List.copyOf(lines);
    }
  }

  /// Ask the user for one line.
  ///
  /// @param hidden whether it is not to be shown as it is typed
  /// @param then what follows from the line; never called when the user gives up
  record Prompt(String question, boolean hidden, Function<String, List<Action>> then)
      implements Action {}

  /// Write one more part into a file, and go on when that is done.
  record Append(ExportFile file, Exported part, Supplier<List<Action>> then) implements Action {}

  /// Delete all that this device keeps of the account.
  record Forget() implements Action {}

  /// Try to connect now.
  record Hurry() implements Action {}

  /// Sign in, or up.
  record SignIn(String name, String password, boolean register) implements Action {
    /// Keeps secrets out of logs.
    @Override
    public String toString() {
      return "SignIn[name=" + name + ", register=" + register + "]";
    }
  }

  /// Draw everything anew.
  record Repaint() implements Action {}

  /// Stop the job, as the shell's users know it.
  record Suspend() implements Action {}

  /// End the program.
  record Quit() implements Action {}

  /// Look at a place; null at none.
  static Action open(Place place) {
    return new Happen(new Event.Opened(place));
  }

  /// Tell the user something.
  static Action tell(String sentence) {
    return new Happen(new Event.Noticed(sentence, false));
  }

  /// Tell the user what did not go as he wanted.
  static Action fail(String sentence) {
    return new Happen(new Event.Noticed(sentence, true));
  }

  /// Whether this tells of a failure.
  default boolean failure() {
    return this instanceof Happen(Event.Noticed(String _, boolean failed)) && failed;
  }
}
