package rookery.server.presence;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntPredicate;
import rookery.protocol.RosterMessages;
import rookery.server.log.StoreException;
import rookery.server.route.LocalDelivery;

/// Tells the sessions here which of their friends came or went; each node does so for its own, by
/// what it knows of all.
///
/// What was told is kept, and compared with what is: who comes is told of within a round, who went
/// after a rest, and who is back by then was never gone for anybody. So a storm of reconnects costs
/// no push and no query. [#told] is what a session that begins must be shown, so that it misses
/// nothing where nothing is pushed.
///
/// Thread-safe; one thread tells.
final class PresenceNews implements AutoCloseable {
  private static final Logger LOG = System.getLogger(PresenceNews.class.getName());

  static final Duration REST = Duration.ofSeconds(2);

  private static final long ROUND_MS = 100;

  /// Users whose friends are asked for in one query.
  static final int AT_ONCE = 500;

  private final IntPredicate online;
  private final Function<Collection<Integer>, Map<Integer, List<Integer>>> friends;
  private final LocalDelivery here;
  private final Map<Integer, Move> moved = new ConcurrentHashMap<>(); // bounded by all who move
  private final Set<Integer> told = ConcurrentHashMap.newKeySet(); // bounded by all who are online
  private final Semaphore closing = new Semaphore(0);
  private final Thread thread;

  /// @param dueNanos when it is told of, by [System#nanoTime()]
  /// @param comes whether nobody was told yet of a user who is shown as online
  private record Move(long dueNanos, boolean comes) {
    Move after(Move before) {
      return new Move(dueNanos, comes || before.comes);
    }
  }

  /// @param online whether a user has a session, on whichever node; must not block
  /// @param friends of each of these users; blocks on the store
  PresenceNews(
      IntPredicate online,
      Function<Collection<Integer>, Map<Integer, List<Integer>>> friends,
      LocalDelivery here) {
    this.online = online;
    this.friends = friends;
    this.here = here;
    this.thread = Thread.ofVirtual().name("presence-news").unstarted(this::tellForEver);
  }

  void start() {
    thread.start();
  }

  /// A user may have come or gone; called after it is so. Does not block.
  void moved(int user) {
    moved(user, System.nanoTime());
  }

  void moved(int user, long nowNanos) {
    boolean here = online.test(user);
    move(user, new Move(nowNanos + (here ? 0 : REST.toNanos()), here && told.add(user)));
  }

  /// The same of a user who has had his rest.
  void settled(int user) {
    move(user, new Move(System.nanoTime(), online.test(user) && told.add(user)));
  }

  private void move(int user, Move move) {
    Move _ = moved.merge(user, move, (before, now) -> now.after(before));
  }

  /// Whether friends take a user for online, as far as they were told or are about to be.
  boolean told(int user) {
    return told.contains(user);
  }

  @Override
  public void close() {
    closing.release();
    try {
      thread.join(REST);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void tellForEver() {
    try {
      while (!closing.tryAcquire(ROUND_MS, TimeUnit.MILLISECONDS)) {
        round(System.nanoTime());
      }
    } catch (InterruptedException _) {
      // The end.
    }
  }

  /// Tells of all whose time has come. Where the database does not answer they are told later.
  void round(long nowNanos) {
    List<Map.Entry<Integer, Move>> due =
        moved.entrySet().stream()
            .filter(entry -> entry.getValue().dueNanos - nowNanos <= 0)
            .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
            .toList();
    for (int from = 0; from < due.size(); from += AT_ONCE) {
      if (!tell(due.subList(from, Math.min(due.size(), from + AT_ONCE)))) {
        return;
      }
    }
  }

  private boolean tell(List<Map.Entry<Integer, Move>> due) {
    Map<Integer, Boolean> news = new HashMap<>();
    for (Map.Entry<Integer, Move> entry : due) {
      int user = entry.getKey();
      // Taken out first: a move from now on puts it in again.
      if (moved.remove(user, entry.getValue())) {
        boolean now = online.test(user);
        if (now != told.contains(user) || now && entry.getValue().comes) {
          news.put(user, now);
        }
      }
    }
    try {
      Map<Integer, List<Integer>> who =
          news.isEmpty() || here.nobody() ? Map.of() : friends.apply(news.keySet());
      news.forEach((user, now) -> tell(user, now, who.getOrDefault(user, List.of())));
      return true;
    } catch (StoreException _) {
      LOG.log(Level.DEBUG, "presence is told when the database answers");
      due.forEach(entry -> moved.merge(entry.getKey(), entry.getValue(), Move::after));
      return false;
    }
  }

  /// Known as told first: a session that begins meanwhile is shown it, or hears it, or both.
  private void tell(int user, boolean now, List<Integer> who) {
    boolean _ = now ? told.add(user) : told.remove(user);
    RosterMessages.Presence event = RosterMessages.Presence.of(user, now);
    who.forEach(friend -> here.tell(friend, event, 0));
  }
}
