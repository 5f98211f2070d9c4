package rookery.server.session;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The live sessions of this node, by user. Thread-safe; no method blocks.
public final class Sessions {
  private final Map<Integer, List<Session>> byUser = new ConcurrentHashMap<>();
  private final AtomicInteger cannotAsk = new AtomicInteger();

  /// Adds a session, unless `rival` says so of one that is there.
  ///
  /// @return whether it was added
  public boolean addUnless(Predicate<Session> rival, Session session) {
    boolean[] added = {false};
    byUser.compute(
        session.user(),
        (_, sessions) -> {
          List<Session> before = sessions == null ? List.of() : sessions;
          added[0] = before.stream().noneMatch(rival);
          cannotAsk.addAndGet(added[0] && session.cannotAsk() ? 1 : 0);
          return added[0] ? joined(before, List.of(session)) : sessions;
        });
    return added[0];
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
          boolean removed = left.size() < sessions.size();
          cannotAsk.addAndGet(removed && session.cannotAsk() ? -1 : 0);
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

  /// How many cannot ask for what they missed.
  public int cannotAsk() {
    return cannotAsk.get();
  }

  public Collection<Session> all() {
    return byUser.values().stream().flatMap(List::stream).toList();
  }

  private static List<Session> joined(List<Session> before, List<Session> added) {
    return Stream.concat(before.stream(), added.stream()).toList();
  }
}
