package rookery.server.route;

import java.util.List;
import rookery.protocol.ServerMessage;
import rookery.server.log.Conversation;

/// The router of a node that is alone: all sessions are here, and the lanes keep the order.
public final class LocalRouter implements Router {
  private final LocalDelivery delivery;

  public LocalRouter(LocalDelivery delivery) {
    this.delivery = delivery;
  }

  @Override
  public void committed(List<Item> batch) {
    for (Item item : batch) {
      Arrival arrival = Arrival.of(item);
      delivery.entry(arrival.frame(), arrival.entry(), item.audience(), item.origin());
    }
  }

  @Override
  public void tell(int user, ServerMessage event, long exceptConnection) {
    delivery.tell(user, event, exceptConnection);
  }

  @Override
  public void read(Conversation conversation, long seq) {
    // What comes next comes from a lane, in order.
  }
}
