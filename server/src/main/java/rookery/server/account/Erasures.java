package rookery.server.account;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import rookery.protocol.RosterMessages.FriendEvent;
import rookery.server.account.ErasureStore.Stay;
import rookery.server.log.Conversation;
import rookery.server.log.StoreException;
import rookery.server.roster.RosterStore;
import rookery.server.roster.RosterStore.Person;
import rookery.server.route.Router;

/// Erases accounts, behind the answer to who asked for it.
///
/// That it began is in the record, so that any node goes on with it after a crash; each step may be
/// repeated, by several nodes at once too. In each conversation one entry ends the membership,
/// under the lock, and names what follows: the words of all texts and notices before it go, and the
/// reactions, batch by batch.
public final class Erasures implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Erasures.class.getName());

  /// How often it is looked for what another node has left.
  private static final Duration ROUND = Duration.ofSeconds(30);

  /// Until then all nodes have ended the user's sessions, so that nothing of his comes any more.
  private static final Duration EVERYWHERE = Duration.ofSeconds(3);

  private static final int STAYS = 100;

  private static final int BATCH = 200;

  private final ErasureStore store;
  private final LastEntries entries;
  private final RosterStore rosters;
  private final Router router;
  private final Semaphore begun = new Semaphore(0);
  private final Thread thread;

  public Erasures(ErasureStore store, LastEntries entries, RosterStore rosters, Router router) {
    this.store = store;
    this.entries = entries;
    this.rosters = rosters;
    this.router = router;
    this.thread = Thread.ofVirtual().name("erasures").unstarted(this::eraseForEver);
  }

  public void start() {
    thread.start();
  }

  /// One has begun: it goes on at once.
  public void begun() {
    begun.release();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void eraseForEver() {
    try {
      while (true) {
        try {
          for (int user : store.begun()) {
            erase(user);
          }
        } catch (StoreException e) {
          LOG.log(Level.WARNING, "an erasure waits: " + e.getMessage());
        }
        boolean _ = begun.tryAcquire(ROUND.toMillis(), TimeUnit.MILLISECONDS);
        begun.drainPermits();
      }
    } catch (InterruptedException _) {
      // The end: another node, or this one's next start, goes on.
    }
  }

  private void erase(int user) throws InterruptedException {
    if (pass(user)) {
      Thread.sleep(EVERYWHERE);
      if (pass(user)) {
        store.finish(user);
      }
    }
  }

  /// @return whether all conversations are through
  private boolean pass(int user) throws InterruptedException {
    boolean through = true;
    long after = 0;
    List<Stay> stays = store.stays(user, after, STAYS);
    while (!stays.isEmpty()) {
      for (Stay stay : stays) {
        through &= leave(user, stay);
        after = stay.conversation().id();
      }
      stays = store.stays(user, after, STAYS);
    }
    return through;
  }

  private boolean leave(int user, Stay stay) throws InterruptedException {
    long id = stay.conversation().id();
    String cmid = ".erase-" + stay.from();
    OptionalLong there = store.stored(id, user, cmid);
    if (there.isEmpty()) {
      boolean friends =
          stay.conversation() instanceof Conversation.Direct direct
              && rosters.areFriends(user, direct.peerOf(user));
      if (stay.conversation() instanceof Conversation.Group(_, int group)) {
        Optional<Person> heir = store.heir(group, user);
        there = entries.leaveGroup(id, user, cmid, heir);
      } else {
        there = entries.leaveDirect(id, user, cmid);
      }
      if (friends && there.isPresent()) {
        tell(user, ((Conversation.Direct) stay.conversation()).peerOf(user));
      }
    }
    if (there.isEmpty()) {
      return false;
    }
    while (store.blank(id, user, there.getAsLong(), BATCH) == BATCH) {
      // The next ones.
    }
    return true;
  }

  private void tell(int user, int friend) {
    router.tell(
        friend,
        new FriendEvent("removed", user, LastEntries.NAME, null, true, rosters.version(friend)),
        0);
  }
}
