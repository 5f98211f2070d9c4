package rookery.tui.command;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Bounds;
import rookery.protocol.ChatMessages.Mentions;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.Role;
import rookery.tui.model.NewText;
import rookery.tui.model.Place;
import rookery.tui.model.State;

/// Texts for the open conversation. In a group, `@` and a name tells whom they are for, `@all` that
/// they are for everybody.
final class Writing {
  private static final String ALL = "all";

  private Writing() {}

  /// @param reply the sequence of the text that it answers; null for none
  static List<Action> write(State state, Place to, String text, @Nullable Long reply) {
    if (!(to instanceof Place.Group(int id))) {
      return List.of(new Action.Write(to, new NewText(text, reply, null)));
    }
    Map<String, Integer> people = people(state, to);
    Set<Integer> users = new LinkedHashSet<>();
    boolean all = false;
    for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
      String name = begins(text, at) ? named(text.substring(at + 1), people) : "";
      all |= name.equals(ALL);
      Integer user = people.get(name);
      if (user != null && !name.equals(ALL) && users.size() < Bounds.MENTIONS) {
        users.add(user);
      }
    }
    if (all && state.roster().group(id).filter(group -> group.role() == Role.NORMAL).isPresent()) {
      return List.of(Action.fail("Only the creator and admins may say @all."));
    }
    Mentions mentions = users.isEmpty() && !all ? null : new Mentions(List.copyOf(users), all);
    return List.of(new Action.Write(to, new NewText(text, reply, mentions)));
  }

  /// Who may be meant: the friends, and those of whom the log here tells that they are members. The
  /// server leaves out whoever is none.
  private static Map<String, Integer> people(State state, Place group) {
    Map<String, Integer> people = new HashMap<>();
    state.roster().friends().forEach(friend -> people.put(friend.name(), friend.id()));
    List<Entry> entries = state.at(group).map(each -> each.log().entries()).orElse(List.of());
    for (Entry entry : entries) {
      people.put(entry.name(), entry.sender());
      if (entry instanceof MemberChanged change) {
        change(people, change);
      }
    }
    people.values().removeIf(id -> id == state.me());
    return people;
  }

  private static void change(Map<String, Integer> people, MemberChanged change) {
    switch (change.change()) {
      case LEFT, KICKED, BANNED, ERASED -> people.values().removeIf(id -> id == change.user());
      default -> people.put(change.username(), change.user());
    }
  }

  /// Whether an `@` stands at the beginning of a word; elsewhere it is part of an address.
  private static boolean begins(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.codePointBefore(at));
  }

  /// The longest name with which the text begins; empty for none.
  private static String named(String text, Map<String, Integer> people) {
    Optional<String> known =
        people.keySet().stream()
            .filter(name -> isAt(text, name))
            .max((one, other) -> Integer.compare(one.length(), other.length()));
    return known
        .filter(name -> name.length() > ALL.length() || !isAt(text, ALL))
        .orElse(isAt(text, ALL) ? ALL : "");
  }

  private static boolean isAt(String text, String name) {
    return !name.isEmpty()
        && text.regionMatches(true, 0, name, 0, name.length())
        && (text.length() == name.length()
            || !Character.isLetterOrDigit(text.codePointAt(name.length())));
  }
}
