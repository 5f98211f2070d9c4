package rookery.server.presence;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import rookery.protocol.RosterMessages;
import rookery.server.log.StoreException;
import rookery.server.roster.RosterStore;
import rookery.server.roster.RosterVersions;
import rookery.server.route.Router;
import rookery.server.session.Session;
import rookery.server.session.Sessions;

/// Who is online. Sessions come and go through here: friends are told, and the record's mirror is
/// written behind. It never decides whether a message is accepted or delivered. Thread-safe.
public final class Presence implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Presence.class.getName());

  /// How far the mirror may lag, in ms.
  private static final long MIRROR_MS = 1_000;

  private final Sessions sessions;
  private final Router router;
  private final RosterStore rosters;
  private final RosterVersions versions;
  private final PresenceStore mirror;
  private final Consumer<Session> beforeWithdrawal;
  private final Set<Integer> changed = ConcurrentHashMap.newKeySet();
  private final Thread mirroring;

  /// @param beforeWithdrawal called with a session that ends, before others learn of it; may block
  public Presence(
      Sessions sessions,
      Router router,
      RosterStore rosters,
      RosterVersions versions,
      PresenceStore mirror,
      Consumer<Session> beforeWithdrawal) {
    this.sessions = sessions;
    this.router = router;
    this.rosters = rosters;
    this.versions = versions;
    this.mirror = mirror;
    this.beforeWithdrawal = beforeWithdrawal;
    this.mirroring = Thread.ofVirtual().name("presence-mirror").unstarted(this::mirrorForEver);
  }

  public void start() {
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
    return openedUnless(session, other -> !other.connection().version2());
  }

  private boolean openedUnless(Session session, Predicate<Session> rival) {
    boolean first = sessions.of(session.user()).isEmpty();
    if (!sessions.addUnless(rival, session)) {
      return false;
    }
    if (first) {
      tellFriends(session.user());
    }
    return true;
  }

  /// A session ended; a repeat does nothing. Blocks on the store.
  public void closed(Session session) {
    beforeWithdrawal.accept(session);
    if (sessions.remove(session)) {
      versions.forget(session.user());
      tellFriends(session.user());
    }
  }

  public boolean online(int user) {
    return !sessions.of(user).isEmpty();
  }

  /// Whether a user has a live session in the classic form.
  public boolean hasClassic(int user) {
    return sessions.of(user).stream().anyMatch(session -> !session.connection().version2());
  }

  @Override
  public void close() {
    mirroring.interrupt();
  }

  /// The state as it is when they are told, so that the last word is the true one.
  private void tellFriends(int user) {
    changed.add(user);
    try {
      RosterMessages.Presence event = RosterMessages.Presence.of(user, online(user));
      rosters.friends(user).forEach(friend -> router.tell(friend, event, 0));
    } catch (StoreException _) {
      LOG.log(
          Level.WARNING,
          "presence of user " + user + " was not told: the database does not answer");
    }
  }

  private void mirrorForEver() {
    try {
      while (true) {
        Thread.sleep(MIRROR_MS);
        mirrorOnce();
      }
    } catch (InterruptedException _) {
      // The end.
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
