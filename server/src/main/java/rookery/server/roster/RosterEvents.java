package rookery.server.roster;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Reply;
import rookery.protocol.RosterMessages.FriendEvent;
import rookery.server.dispatch.Answer;
import rookery.server.dispatch.RefusedException;
import rookery.server.log.StoreException;
import rookery.server.roster.RosterStore.Person;
import rookery.server.route.Router;
import rookery.server.session.Session;

/// Tells the sessions of two users what happened between them. Thread-safe; blocks on the store.
final class RosterEvents {
  private static final Logger LOG = System.getLogger(RosterEvents.class.getName());

  private final RosterStore store;
  private final Router router;
  private final RosterVersions versions;

  RosterEvents(RosterStore store, Router router, RosterVersions versions) {
    this.store = store;
    this.router = router;
    this.versions = versions;
  }

  void tellBoth(Session session, Person other, String event, @Nullable String note) {
    tellOther(session, other, event, note);
    tellOwn(session, other, event, note);
  }

  void tellOther(Session session, Person other, String event, @Nullable String note) {
    long version = versions.moved(other.id(), store.version(other.id()));
    router.tell(
        other.id(), new FriendEvent(event, session.user(), session.name(), note, true, version), 0);
  }

  /// All sessions of the user but this one.
  void tellOwn(Session session, Person other, String event, @Nullable String note) {
    long version = versions.seen(session.user(), store.version(session.user()));
    router.tell(
        session.user(),
        new FriendEvent(event, other.id(), other.name(), note, false, version),
        session.connection().id());
  }

  /// Tells after the answer, on a thread of its own: the rosters' versions are read from the store,
  /// and a lane must not wait for that.
  static Answer after(Answer answer, Runnable telling) {
    return new Answer() {
      @Override
      public void done(@Nullable Reply reply) {
        answer.done(reply);
        Thread.ofVirtual().name("roster-event").start(() -> tell(telling));
      }

      @Override
      public void refused(RefusedException refusal) {
        answer.refused(refusal);
      }
    };
  }

  private static void tell(Runnable telling) {
    try {
      telling.run();
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "an event of a roster is not told: " + e.getMessage());
    }
  }
}
