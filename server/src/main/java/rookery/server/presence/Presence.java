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
import rookery.protocol.ServerMessage;
import rookery.server.log.StoreException;
import rookery.server.roster.RosterStore;
import rookery.server.roster.RosterVersions;
import rookery.server.route.LocalDelivery;
import rookery.server.route.Router;
import rookery.server.session.Session;
import rookery.server.session.Sessions;

/// Who is online. Sessions come and go through here: friends are told, and the record's mirror is
/// written behind. It never decides whether a message is accepted or delivered. Thread-safe.
public final class Presence implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Presence.class.getName());

  /// How far the mirror may lag, in ms.
  private static final long MIRROR_MS = 1_000;

  /// Who came or went here while he seemed to be elsewhere is remembered for so many rounds at
  /// most.
  private static final int UNTOLD_ROUNDS = 10;

  private static final int UNTOLD = 10_000;

  /// Users of dead nodes who are remembered, should those nodes live after all.
  private static final int MOURNED = 100_000;

  /// Users of the mirror that are looked at in one round.
  private static final int SOUGHT = 10_000;

  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final Sessions sessions;
  private final Router router;
  private final RosterStore rosters;
  private final RosterVersions versions;
  private final PresenceStore mirror;
  private final NodePresence nodes;
  private final Consumer<Session> beforeWithdrawal;
  private final LocalDelivery here;
  private final Set<Integer> untold = ConcurrentHashMap.newKeySet();
  private final Set<Integer> mourned = ConcurrentHashMap.newKeySet();
  private final Map<Integer, Boolean> departed = new ConcurrentHashMap<>();
  private final Set<Integer> changed = ConcurrentHashMap.newKeySet();
  private final Semaphore closing = new Semaphore(0);
  private final Thread mirroring;

  // Used by the thread alone.
  private List<Integer> leftOnline = List.of();
  private int soughtThrough;
  private boolean soughtAll;

  /// @param nodes who is on the other nodes
  /// @param here tells sessions here alone, where each node does so for itself
  /// @param beforeWithdrawal called with a session that ends, before others learn of it; may block
  public Presence(
      Sessions sessions,
      Router router,
      RosterStore rosters,
      RosterVersions versions,
      PresenceStore mirror,
      NodePresence nodes,
      LocalDelivery here,
      Consumer<Session> beforeWithdrawal) {
    this.sessions = sessions;
    this.router = router;
    this.rosters = rosters;
    this.versions = versions;
    this.mirror = mirror;
    this.nodes = nodes;
    this.here = here;
    this.beforeWithdrawal = beforeWithdrawal;
    this.mirroring = Thread.ofVirtual().name("presence-mirror").unstarted(this::mirrorForEver);
  }

  public void start() {
    nodes.watch(new Others());
    mirroring.start();
  }

  /// A session began. Blocks on the store.
  public void opened(Session session) {
    openedUnless(session, _ -> false);
  }

  /// A session began, unless its user has another in the classic form. Blocks on the store.
  ///
  /// @return whether it did
  public boolean openedClassic(Session session) {
    return !nodes.classicElsewhere(session.user())
        && openedUnless(session, other -> !other.connection().version2());
  }

  private boolean openedUnless(Session session, Predicate<Session> rival) {
    boolean first = sessions.of(session.user()).isEmpty();
    if (!sessions.addUnless(rival, session)) {
      return false;
    }
    nodes.opened(session);
    if (first) {
      mourned.remove(session.user());
      tellUnlessElsewhere(session.user());
    }
    return true;
  }

  /// A session ended; a repeat does nothing. Blocks on the store.
  public void closed(Session session) {
    beforeWithdrawal.accept(session);
    boolean last = sessions.remove(session);
    nodes.closed(session);
    if (last) {
      versions.forget(session.user());
      tellUnlessElsewhere(session.user());
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
    closing.release();
    try {
      mirroring.join(CLOSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    mirrorOnce();
  }

  /// Who comes or goes here while he seems to be elsewhere is remembered for a while: where he goes
  /// from there too, before it is known there, somebody must tell how it ended.
  private void tellUnlessElsewhere(int user) {
    if (!nodes.elsewhere(user)) {
      boolean _ = toldFriends(user, false);
    } else if (untold.size() < UNTOLD) {
      untold.add(user);
    }
  }

  /// What is seen of the other nodes; nothing here blocks.
  private final class Others implements NodePresence.Watcher {
    @Override
    public void gone(Set<Integer> users, boolean died) {
      for (int user : users) {
        if (untold.remove(user)) {
          departed.put(user, false);
        } else if (died && !online(user)) {
          departed.put(user, true);
        }
      }
    }

    /// Of a node that was taken for dead and is not, nobody tells anew.
    @Override
    public void come(Set<Integer> users) {
      for (int user : users) {
        if (mourned.remove(user)) {
          departed.put(user, true);
        }
      }
    }
  }

  /// A node that died has told nobody, so each that is left tells the sessions that it holds. Of
  /// whom nobody could be told for want of the database, it is tried again here.
  private void tellOfDeparted() {
    for (Map.Entry<Integer, Boolean> entry : departed.entrySet()) {
      int user = entry.getKey();
      boolean died = entry.getValue();
      departed.remove(user);
      if (died && !online(user) && mourned.size() < MOURNED) {
        mourned.add(user);
      }
      if (!toldFriends(user, died)) {
        return;
      }
    }
  }

  /// The state as it is when they are told, so that the last word is the true one. Where the
  /// database does not answer they are told later.
  ///
  /// @param died whether every node tells the sessions that it holds, and this one no others
  private boolean toldFriends(int user, boolean died) {
    changed.add(user);
    Teller teller = died ? here::tell : router::tell;
    try {
      RosterMessages.Presence event = RosterMessages.Presence.of(user, online(user));
      rosters.friends(user).forEach(friend -> teller.tell(friend, event, 0));
      return true;
    } catch (StoreException _) {
      LOG.log(Level.DEBUG, "presence of user {0} is told when the database answers", user);
      if (departed.size() < MOURNED) {
        departed.putIfAbsent(user, died);
      }
      return false;
    }
  }

  private interface Teller {
    void tell(int user, ServerMessage event, long exceptConnection);
  }

  private void mirrorForEver() {
    try {
      for (int round = 1; ; round++) {
        if (closing.tryAcquire(MIRROR_MS, TimeUnit.MILLISECONDS)) {
          return;
        }
        tellOfDeparted();
        seekLeftOnline();
        mirrorOnce();
        if (round % UNTOLD_ROUNDS == 0) {
          untold.clear();
        }
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
