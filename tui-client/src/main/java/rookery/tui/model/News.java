package rookery.tui.model;

import rookery.protocol.RosterMessages.FriendEvent;
import rookery.tui.model.State.Notice;

/// What others did to the roster, told when the lists hold it.
final class News {
  private News() {}

  static State take(State state, FriendEvent event) {
    long version = state.roster().version();
    State known = event.roster() == version ? state : state.with(state.asked().want());
    if (!event.incoming() || sentence(event).isEmpty()) {
      return known;
    }
    return told(known.with(known.asked().with(event)));
  }

  /// Tells what waits, if it is in the roster by now; what has passed meanwhile is dropped.
  static State told(State state) {
    FriendEvent event = state.asked().news();
    if (event == null || event.roster() > state.roster().version()) {
      return state;
    }
    State done = state.with(state.asked().withoutNews());
    return stands(event, state.roster()) ? done.with(new Notice(sentence(event), false)) : done;
  }

  private static boolean stands(FriendEvent event, Roster roster) {
    return switch (event.event()) {
      case "requested" -> roster.incoming().stream().anyMatch(each -> each.id() == event.id());
      case "accepted" -> roster.friend(event.id()).isPresent();
      default -> true;
    };
  }

  private static String sentence(FriendEvent event) {
    String name = event.name();
    String note = event.note();
    return switch (event.event()) {
      case "requested" ->
          name
              + " asks to be your friend"
              + (note == null || note.isEmpty() ? "" : ": “" + note + "”")
              + " – /accept "
              + name;
      case "accepted" -> name + " is your friend now.";
      case "rejected" -> name + " does not want to be your friend.";
      case "removed" -> name + " is no longer your friend.";
      default -> "";
    };
  }
}
