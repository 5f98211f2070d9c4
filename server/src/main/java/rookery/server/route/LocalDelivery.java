package rookery.server.route;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Entry;
import rookery.protocol.ServerMessage;
import rookery.protocol.codec.Frame;
import rookery.server.log.EntryMeter;
import rookery.server.session.Session;
import rookery.server.session.Sessions;

/// Puts entries and events into the outboxes of the sessions here that must see them. Thread-safe;
/// nothing blocks.
public final class LocalDelivery {
  private final Sessions sessions;
  private final Clock clock;
  private final EntryMeter meter;

  /// @param clock the one by which the lanes give entries their time
  /// @param meter told of each entry that a session here was handed
  public LocalDelivery(Sessions sessions, Clock clock, EntryMeter meter) {
    this.sessions = sessions;
    this.clock = clock;
    this.meter = meter;
  }

  /// Hands an entry to the sessions of its audience.
  ///
  /// @param origin the session that has the ack instead; null for none
  void entry(Frame frame, Entry entry, Set<Integer> audience, @Nullable Session origin) {
    boolean handed = false;
    for (int user : here(audience)) {
      for (Session session : sessions.of(user)) {
        if (session != origin && !ownOnClassic(session, entry)) {
          session.deliverLive(frame, entry.conv(), entry.seq());
          handed = true;
        }
      }
    }
    if (handed) {
      meter.delivered(Duration.ofMillis(Math.max(0, clock.millis() - entry.ts())));
    }
  }

  /// Tells all sessions of a user that are here.
  ///
  /// @param exceptConnection the id of a connection that needs no telling; 0 for none
  public void tell(int user, ServerMessage event, long exceptConnection) {
    List<Session> here = sessions.of(user);
    if (here.isEmpty()) {
      return;
    }
    Frame frame = new Frame(event);
    for (Session session : here) {
      if (session.connection().id() != exceptConnection) {
        session.connection().send(frame);
      }
    }
  }

  /// Whether a user has a session here.
  public boolean here(int user) {
    return !sessions.of(user).isEmpty();
  }

  /// Whether one of these has a session here.
  boolean concerns(Set<Integer> users) {
    return users.size() <= sessions.users().size()
        ? users.stream().anyMatch(sessions.users()::contains)
        : sessions.users().stream().anyMatch(users::contains);
  }

  /// Whether nobody has a session here.
  public boolean nobody() {
    return sessions.users().isEmpty();
  }

  /// Whether a session here never gets what it is not handed.
  boolean someoneCannotAsk() {
    return sessions.cannotAsk() > 0;
  }

  /// The classic form shows nobody his own texts.
  private static boolean ownOnClassic(Session session, Entry entry) {
    return session.user() == entry.sender() && !session.connection().version2();
  }

  /// The smaller of the two sets is walked: a large group may have few of its members here.
  private Collection<Integer> here(Set<Integer> audience) {
    Set<Integer> users = sessions.users();
    return audience.size() <= users.size()
        ? audience
        : users.stream().filter(audience::contains).toList();
  }
}
