package rookery.tui.view;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import rookery.protocol.TouchMessages.SendTyping;
import rookery.protocol.TouchMessages.Typing;
import rookery.tui.command.Action;
import rookery.tui.model.Conversation;
import rookery.tui.model.State;

/// Who is typing in the open conversation: the others are shown for a while, and are told that the
/// user is.
final class Typists {
  private static final long SHOWN_MS = 5_000;

  /// The server passes no more on.
  private static final long TOLD_EVERY_MS = 2_000;

  private static final int MAX_NAMES = 2;

  private final Map<Typing, Long> since = new IdentityHashMap<>();
  private long told = Long.MIN_VALUE / 2;

  /// What the status says of it; empty when nobody is.
  String text(State state, long now) {
    List<String> names = current(state, now).stream().map(Typing::name).toList();
    return switch (names.size()) {
      case 0 -> "";
      case 1 -> names.getFirst() + " is typing…";
      case MAX_NAMES -> names.getFirst() + " and " + names.getLast() + " are typing…";
      default -> names.size() + " are typing…";
    };
  }

  /// For how many ms more all of it is true; empty when nobody is typing.
  OptionalLong left(State state, long now) {
    return current(state, now).stream()
        .mapToLong(word -> Math.max(1, since.getOrDefault(word, now) + SHOWN_MS - now))
        .min();
  }

  /// Tells the others, not too often, that the user has typed.
  List<Action> typed(State state, String text, long now) {
    if (text.isBlank() || text.startsWith("/") || !state.up() || now - told < TOLD_EVERY_MS) {
      return List.of();
    }
    return state
        .openConversation()
        .map(open -> {
          told = now;
          return List.<Action>of(new Action.Tell(new SendTyping(open.id())));
        })
        .orElse(List.of());
  }

  private List<Typing> current(State state, long now) {
    since
        .keySet()
        .removeIf(word -> state.roster().typing().stream().noneMatch(known -> known == word));
    state.roster().typing().forEach(word -> since.putIfAbsent(word, now));
    long open = state.openConversation().map(Conversation::id).orElse(0L);
    return state.roster().typing().stream()
        .filter(word -> word.conv() == open && now - since.getOrDefault(word, now) < SHOWN_MS)
        .toList();
  }
}
