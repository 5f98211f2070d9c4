package rookery.tui.command;

import java.util.List;
import rookery.tui.model.State;

/// One line of the table of commands.
///
/// @param usage the arguments, as the help shows them; empty for none
/// @param help what it does, in a few words
record Command(String name, String usage, String help, Handler handler) {
  /// What a command does.
  interface Handler {
    /// @param arguments what stands after the name, without blanks around it
    List<Action> run(State state, String arguments);
  }

  /// How to call it.
  String call() {
    return "/" + name + (usage.isEmpty() ? "" : " " + usage);
  }
}
