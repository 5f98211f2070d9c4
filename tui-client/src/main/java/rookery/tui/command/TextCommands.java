package rookery.tui.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import rookery.protocol.ChatMessages.MarkUnread;
import rookery.protocol.RosterMessages.Find;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.SyncMessages.Synced.Friend;
import rookery.tui.model.Event;
import rookery.tui.model.Outgoing;
import rookery.tui.model.Place;
import rookery.tui.model.State;

/// Texts, and whom to write them to.
final class TextCommands {
  private TextCommands() {}

  static List<Command> table() {
    return List.of(
        new Command("msg", "<name> <text>", "write to somebody", TextCommands::write),
        new Command("find", "<text>", "people and groups called so", (_, a) -> find(a)),
        new Command("unread", "", "leave this, and have it stand out", (s, _) -> unread(s)),
        new Command("retry", "", "send what was refused here again", TextCommands::retry),
        new Command("discard", "", "give up what was refused here", TextCommands::discard),
        new Command("reconnect", "", "try to connect now", (_, _) -> List.of(new Action.Hurry())));
  }

  private static List<Action> write(State state, String arguments) {
    List<String> names = state.roster().friends().stream().map(Friend::name).toList();
    String who = Words.leading(arguments, names).orElseGet(() -> Words.first(arguments));
    String text =
        arguments.startsWith("\"") || who.length() > arguments.length()
            ? Words.rest(arguments)
            : arguments.substring(who.length()).strip();
    if (who.isEmpty() || text.isEmpty()) {
      return List.of(Action.fail("Say whom and what: /msg <name> <text>"));
    }
    Optional<Place> friend =
        state.roster().friends().stream()
            .filter(one -> Words.same(one.name(), who))
            .map(one -> (Place) new Place.Person(one.id()))
            .findFirst();
    Function<Place, List<Action>> writing =
        to -> List.of(Action.open(to), new Action.Write(to, text));
    return friend
        .map(writing)
        .orElseGet(
            () -> FriendCommands.lookUp(who, user -> writing.apply(new Place.Person(user.id()))));
  }

  private static List<Action> unread(State state) {
    return state
        .openConversation()
        .map(open ->
            Stream.concat(
                    Stream.<Action>of(new Action.Happen(new Event.Opened(null))),
                    Answered.asking(new MarkUnread(open.id()), _ -> List.of()).stream())
                .toList())
        .orElseGet(() -> List.of(Action.fail("Open a conversation first.")));
  }

  private static List<Action> find(String text) {
    if (text.isEmpty()) {
      return List.of(Action.fail("Say what to look for: /find <text>"));
    }
    return Answered.asking(new Find(text, null), Found.class, found -> List.of(show(text, found)));
  }

  private static Action show(String text, Found found) {
    List<String> lines = new ArrayList<>();
    for (Found.User user : found.users()) {
      lines.add(Words.beside(user.name(), user.nickname()) + "  – /add " + name(user.name()));
    }
    for (Found.Group group : found.groups()) {
      String about = group.groupdesc().isEmpty() ? "" : ": " + group.groupdesc();
      lines.add("#" + group.groupname() + about + "  – /join " + group.groupid());
    }
    return lines.isEmpty()
        ? Action.tell("Nobody and no group is called " + text + ".")
        : new Action.Show("Found for " + text, lines);
  }

  private static String name(String name) {
    return name.indexOf(' ') < 0 ? name : "\"" + name + "\"";
  }

  private static List<Action> retry(State state, String arguments) {
    List<Action> actions = new ArrayList<>();
    for (Outgoing text : refused(state)) {
      actions.add(new Action.Discard(text.cmid()));
      actions.add(new Action.Write(text.place(), text.said()));
    }
    return actions.isEmpty() ? List.of(nothingRefused()) : List.copyOf(actions);
  }

  private static List<Action> discard(State state, String arguments) {
    List<Action> actions = new ArrayList<>();
    refused(state).forEach(text -> actions.add(new Action.Discard(text.cmid())));
    return actions.isEmpty() ? List.of(nothingRefused()) : List.copyOf(actions);
  }

  private static List<Outgoing> refused(State state) {
    Place open = state.open();
    return open == null
        ? List.of()
        : state.outgoing(open).stream().filter(text -> !text.pending()).toList();
  }

  private static Action nothingRefused() {
    return Action.fail("Nothing was refused here.");
  }
}
