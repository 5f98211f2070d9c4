package rookery.tui.command;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import rookery.protocol.ProtocolException;
import rookery.tui.model.Place;
import rookery.tui.model.State;

/// The table of commands, and how a line finds its command.
public final class Commands {
  private static final int FARTHEST = 2;

  private final List<Command> table = new ArrayList<>();

  /// @param cmids draws a new client message id
  public Commands(Supplier<String> cmids) {
    table.addAll(new FriendCommands(cmids).table());
    table.addAll(new GroupCommands(cmids).table());
    table.addAll(TextCommands.table());
    table.addAll(new TouchCommands(cmids).table());
    table.addAll(AccountCommands.table());
    table.add(new Command("help", "", "show this", (_, _) -> List.of(help())));
    table.add(new Command("quit", "", "leave", (_, _) -> List.of(new Action.Quit())));
  }

  /// What a typed line asks for. A line that does not begin with `/`, or begins with `//`, is a
  /// text for the open conversation.
  ///
  /// @return one failure when there is nothing that could be done; the line is then to be kept
  public List<Action> run(State state, String line) {
    String stripped = line.strip();
    try {
      if (stripped.isEmpty()) {
        return List.of();
      }
      if (!stripped.startsWith("/") || stripped.startsWith("//")) {
        return write(state, stripped.startsWith("//") ? line.strip().substring(1) : line);
      }
      String name = Words.first(stripped.substring(1));
      String arguments = Words.rest(stripped.substring(1));
      return find(name)
          .map(command -> command.handler().run(state, arguments))
          .orElseGet(() -> List.of(unknown(name)));
    } catch (ProtocolException e) {
      return List.of(Action.fail(String.valueOf(e.getMessage())));
    }
  }

  /// The names, with their `/`, that begin as the line does.
  public List<String> completions(String line) {
    return table.stream()
        .map(command -> "/" + command.name())
        .filter(name -> name.startsWith(line))
        .toList();
  }

  /// All commands, a line each.
  public Action help() {
    int width = table.stream().mapToInt(command -> command.call().length()).max().orElse(0);
    return new Action.Show(
        "Commands",
        table.stream()
            .map(command ->
                command.call() + " ".repeat(width + 2 - command.call().length()) + command.help())
            .toList());
  }

  private static List<Action> write(State state, String text) {
    Place open = state.open();
    return open == null
        ? List.of(Action.fail("Open a conversation first: choose one on the left, or /find one."))
        : Writing.write(state, open, text, null);
  }

  private Optional<Command> find(String name) {
    return table.stream().filter(command -> Words.same(command.name(), name)).findFirst();
  }

  private Action unknown(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return table.stream()
        .filter(command -> near(command.name(), lower))
        .min(Comparator.comparing(command -> Words.distance(command.name(), lower)))
        .map(near -> Action.fail("There is no /" + name + ". Did you mean " + near.call() + "?"))
        .orElseGet(() -> Action.fail("There is no /" + name + ". /help shows what there is."));
  }

  private static boolean near(String known, String typed) {
    return !typed.isEmpty() && known.startsWith(typed) || Words.distance(known, typed) <= FARTHEST;
  }
}
