package rookery.server.route;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import rookery.protocol.ServerMessage;
import rookery.protocol.codec.Frame;
import rookery.server.log.WireEntries;
import rookery.server.session.Session;
import rookery.server.session.Sessions;

/// The router of a node that is alone: all sessions are here.
public final class LocalRouter implements Router {
  private final Sessions sessions;

  public LocalRouter(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void committed(List<Item> batch) {
    batch.forEach(this::deliver);
  }

  @Override
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

  private void deliver(Item item) {
    Frame frame = new Frame(WireEntries.of(item.entry(), item.conversation()));
    for (int user : here(item.audience())) {
      for (Session session : sessions.of(user)) {
        if (session != item.origin() && !ownOnClassic(session, item)) {
          session.deliverLive(frame, item.entry().conversation(), item.entry().seq());
        }
      }
    }
  }

  /// The classic form shows nobody his own texts.
  private static boolean ownOnClassic(Session session, Item item) {
    return session.user() == item.entry().sender() && !session.connection().version2();
  }

  /// The smaller of the two sets is walked: a large group may have few of its members here.
  private Collection<Integer> here(Set<Integer> audience) {
    Set<Integer> users = sessions.users();
    return audience.size() <= users.size()
        ? audience
        : users.stream().filter(audience::contains).toList();
  }
}
