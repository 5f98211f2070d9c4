package rookery.server.session;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// The live sessions of this node, by user. Thread-safe; no method blocks.
public final class Sessions {
  private final Map<Integer, List<Session>> byUser = new ConcurrentHashMap<>();

  /// Adds a session.
  ///
  /// @return whether it is the first of its user here
  public boolean add(Session session) {
    return byUser.merge(session.user(), List.of(session), Sessions::joined).size() == 1;
  }

  /// Removes a session; a repeat does nothing.
  ///
  /// @return whether it was the last of its user here
  public boolean remove(Session session) {
    boolean[] last = {false};
    byUser.computeIfPresent(
        session.user(),
        (_, sessions) -> {
          List<Session> left = sessions.stream().filter(other -> other != session).toList();
          last[0] = left.isEmpty();
          return left.isEmpty() ? null : left;
        });
    return last[0];
  }

  /// The sessions of a user, in order of login; empty when he is not here.
  public List<Session> of(int user) {
    return byUser.getOrDefault(user, List.of());
  }

  /// Who is here. A view: it moves with the sessions.
  public Set<Integer> users() {
    return byUser.keySet();
  }

  public Collection<Session> all() {
    return byUser.values().stream().flatMap(List::stream).toList();
  }

  private static List<Session> joined(List<Session> before, List<Session> added) {
    return Stream.concat(before.stream(), added.stream()).toList();
  }
}
