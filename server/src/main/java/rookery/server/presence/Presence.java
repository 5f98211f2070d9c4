package rookery.server.presence;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import rookery.protocol.RosterMessages;
import rookery.server.log.StoreException;
import rookery.server.roster.RosterStore;
import rookery.server.roster.RosterVersions;
import rookery.server.route.LocalDelivery;
import rookery.server.session.Session;
import rookery.server.session.Sessions;

/// Who is online. Sessions come and go through here: friends are told, and the record's mirror is
/// written, both behind. It never decides whether a message is accepted or delivered. Thread-safe.
public final class Presence implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Presence.class.getName());

  /// How far the mirror may lag, in ms.
  private static final long MIRROR_MS = 1_000;

  /// Users of dead nodes who are remembered, should those nodes live after all.
  private static final int MOURNED = 100_000;

  /// Users of the mirror that are looked at in one round.
  private static final int SOUGHT = 10_000;

  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final Sessions sessions;
  private final RosterVersions versions;
  private final PresenceStore mirror;
  private final NodePresence nodes;
  private final Consumer<Session> beforeWithdrawal;
  private final PresenceNews news;
  private final Set<Integer> mourned = ConcurrentHashMap.newKeySet();
  private final Set<Integer> changed = ConcurrentHashMap.newKeySet();
  private final Semaphore closing = new Semaphore(0);
  private final Thread mirroring;

  // Used by the thread alone.
  private List<Integer> leftOnline = List.of();
  private int soughtThrough;
  private boolean soughtAll;

  /// @param nodes who is on the other nodes
  /// @param here tells sessions here alone: each node does so for itself
  /// @param beforeWithdrawal called with a session that ends, before others learn of it; may block
  public Presence(
      Sessions sessions,
      RosterStore rosters,
      RosterVersions versions,
      PresenceStore mirror,
      NodePresence nodes,
      LocalDelivery here,
      Consumer<Session> beforeWithdrawal) {
    this.sessions = sessions;
    this.versions = versions;
    this.mirror = mirror;
    this.nodes = nodes;
    this.beforeWithdrawal = beforeWithdrawal;
    this.news = new PresenceNews(this::online, rosters::friends, here);
    this.mirroring = Thread.ofVirtual().name("presence-mirror").unstarted(this::mirrorForEver);
  }

  public void start() {
    nodes.watch(new Others());
    news.start();
    mirroring.start();
  }

  /// A session began. Does not block.
  public void opened(Session session) {
    openedUnless(session, _ -> false);
  }

  /// A session began, unless its user has another in the classic form. Does not block.
  ///
  /// @return whether it did
  public boolean openedClassic(Session session) {
    return !nodes.classicElsewhere(session.user())
        && openedUnless(session, other -> !other.connection().version2());
  }

  private boolean openedUnless(Session session, Predicate<Session> rival) {
    if (!sessions.addUnless(rival, session)) {
      return false;
    }
    nodes.opened(session);
    mourned.remove(session.user());
    moved(session.user());
    return true;
  }

  /// A session ended; a repeat does nothing. May block on the store.
  public void closed(Session session) {
    beforeWithdrawal.accept(session);
    boolean last = sessions.remove(session);
    nodes.closed(session);
    if (last) {
      versions.forget(session.user());
      moved(session.user());
    }
  }

  private void moved(int user) {
    changed.add(user);
    news.moved(user);
  }

  /// Those of a user's friends who are online, as far as their friends were told: what changes from
  /// now on is pushed.
  public List<Integer> shown(List<Integer> friends) {
    return friends.stream().filter(news::told).toList();
  }

  /// Pushes what changed while [#shown] was on its way. Called once it is in the session's outbox.
  public void correct(Session session, List<Integer> friends, List<Integer> shown) {
    Set<Integer> before = Set.copyOf(shown);
    for (int friend : friends) {
      boolean now = news.told(friend);
      if (now != before.contains(friend)) {
        session.connection().send(RosterMessages.Presence.of(friend, now));
      }
    }
  }

  /// Whether a user has a session, on whichever node.
  public boolean online(int user) {
    return !sessions.of(user).isEmpty() || nodes.elsewhere(user);
  }

  /// Whether a user has a live session in the classic form; where that is not known of other nodes,
  /// he has none there.
  public boolean hasClassic(int user) {
    return nodes.classicElsewhere(user)
        || sessions.of(user).stream().anyMatch(session -> !session.connection().version2());
  }

  /// Writes what the mirror lacks, and ends.
  @Override
  public void close() {
    news.close();
    closing.release();
    try {
      mirroring.join(CLOSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    mirrorOnce();
  }

  /// What is seen of the other nodes; nothing here blocks.
  private final class Others implements NodePresence.Watcher {
    /// A node that died writes no mirror; and one that goes on may have written it after a user of
    /// its own came here.
    @Override
    public void gone(Set<Integer> users, NodePresence.How how) {
      for (int user : users) {
        if (how == NodePresence.How.DIED) {
          news.settled(user);
        } else {
          news.moved(user);
        }
        boolean here = !sessions.of(user).isEmpty();
        if (here || how != NodePresence.How.CLOSED) {
          changed.add(user);
        }
        if (!here && how != NodePresence.How.CLOSED && mourned.size() < MOURNED) {
          mourned.add(user);
        }
      }
    }

    /// Of a node that was taken for dead and is not, nobody writes the mirror anew.
    @Override
    public void come(Set<Integer> users) {
      for (int user : users) {
        news.moved(user);
        if (mourned.remove(user)) {
          changed.add(user);
        }
      }
    }
  }

  private void mirrorForEver() {
    try {
      while (!closing.tryAcquire(MIRROR_MS, TimeUnit.MILLISECONDS)) {
        seekLeftOnline();
        mirrorOnce();
      }
    } catch (InterruptedException _) {
      // The end.
    }
  }

  /// Whom the mirror shows as online though no node has him: where all nodes died, nobody was left
  /// to write it. Sought once, a page a round.
  private void seekLeftOnline() {
    // Who came in the meantime is known by now.
    leftOnline.stream().filter(user -> !online(user)).forEach(changed::add);
    leftOnline = List.of();
    if (soughtAll || !nodes.complete()) {
      return;
    }
    try {
      leftOnline = mirror.online(soughtThrough, SOUGHT);
      soughtAll = leftOnline.size() < SOUGHT;
      soughtThrough = leftOnline.isEmpty() ? soughtThrough : leftOnline.getLast();
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "the mirror cannot be read now: " + e.getMessage());
    }
  }

  private void mirrorOnce() {
    Map<Integer, Boolean> states = new HashMap<>();
    for (Integer user : changed) {
      changed.remove(user);
      states.put(user, online(user));
    }
    if (states.isEmpty()) {
      return;
    }
    try {
      mirror.mirror(states);
    } catch (StoreException _) {
      changed.addAll(states.keySet());
    }
  }
}
