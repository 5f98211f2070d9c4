package rookery.server.redis;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import rookery.protocol.AdminMessages.GroupEvent;
import rookery.protocol.RosterMessages.FriendEvent;
import rookery.protocol.ServerMessage;
import rookery.protocol.codec.Frame;
import rookery.server.log.Conversation;
import rookery.server.redis.Outgoing.Out;
import rookery.server.redis.Outgoing.Sent;
import rookery.server.roster.RosterVersions;
import rookery.server.route.Arrival;
import rookery.server.route.HeadComparison;
import rookery.server.route.LocalDelivery;
import rookery.server.route.Router;
import rookery.server.route.Streams;

/// The router of a node in a cluster: what is committed here goes to the sessions here and, one
/// frame for the whole batch, to each node concerned; what comes from there goes to the sessions
/// here, in its order.
final class RedisRouter implements Router, AutoCloseable {
  private static final Logger LOG = System.getLogger(RedisRouter.class.getName());

  private final LocalDelivery delivery;
  private final Streams streams;
  private final HeadComparison comparison;
  private final Publisher publisher;
  private final Peers peers;
  private final RedisPresence presence;
  private final Inbox inbox;
  private final RosterVersions versions;
  private final LongAdder received = new LongAdder();
  private final Thread thread;

  RedisRouter(
      LocalDelivery delivery,
      Streams streams,
      HeadComparison comparison,
      Publisher publisher,
      Peers peers,
      RedisPresence presence,
      Inbox inbox,
      RosterVersions versions) {
    this.delivery = delivery;
    this.streams = streams;
    this.comparison = comparison;
    this.publisher = publisher;
    this.peers = peers;
    this.presence = presence;
    this.inbox = inbox;
    this.versions = versions;
    this.thread = Thread.ofPlatform().daemon().name("redis-frames").unstarted(this::takeForEver);
  }

  void start() {
    thread.start();
  }

  @Override
  public void committed(List<Item> batch) {
    List<Sent> sent = new ArrayList<>(batch.size());
    List<Arrival> arrivals = new ArrayList<>(batch.size());
    for (Item item : batch) {
      Arrival arrival = Arrival.of(item);
      arrivals.add(arrival);
      sent.add(new Sent(item, arrival.frame()));
    }
    publisher.offer(new Out.Batch(sent));
    for (int i = 0; i < arrivals.size(); i++) {
      streams.committed(batch.get(i), arrivals.get(i));
    }
  }

  @Override
  public void tell(int user, ServerMessage event, long exceptConnection) {
    delivery.tell(user, event, exceptConnection);
    if (standsAlone(event)) {
      // Who signed in a moment ago, and is not known here yet, would never hear of it.
      publisher.offer(new Out.Word(FrameText.told(List.of(user), new Frame(event))));
    } else if (!peers.of(List.of(user)).isEmpty()) {
      publisher.offer(new Out.Tell(List.of(user), new Frame(event)));
    }
  }

  /// A nickname goes to all friends of a user, and tells less.
  private static boolean standsAlone(ServerMessage event) {
    return event instanceof GroupEvent
        || event instanceof FriendEvent friend && !friend.event().equals("nickname");
  }

  @Override
  public void read(Conversation conversation, long seq) {
    streams.begin(conversation, seq);
  }

  /// Frames taken since the start.
  long received() {
    return received.sum();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void takeForEver() {
    try {
      while (true) {
        take(inbox.take());
      }
    } catch (InterruptedException _) {
      // The end.
    }
  }

  private void take(byte[] bytes) {
    try {
      NodeFrame frame = NodeFrame.read(bytes);
      received.increment();
      if (peers.heard(frame.from(), frame.number()) || !frame.whole()) {
        comparison.now();
      }
      frame.items().forEach(item -> take(frame.from(), item));
    } catch (RuntimeException e) { // the thread's last resort: it must outlive any frame
      LOG.log(Level.ERROR, "a frame of another node cannot be taken", e);
      comparison.now();
    }
  }

  private void take(String from, NodeFrame.Item item) {
    switch (item) {
      case NodeFrame.Item.News(Arrival arrival) -> streams.arrived(arrival);
      case NodeFrame.Item.Told told -> told.users().forEach(user -> tellHere(user, told.event()));
      case NodeFrame.Item.Moved moved -> presence.moved(from, moved);
      case NodeFrame.Item.Bye _ -> presence.left(from);
    }
  }

  private void tellHere(int user, ServerMessage event) {
    if (event instanceof FriendEvent friend && delivery.here(user)) {
      versions.seen(user, friend.roster());
    }
    delivery.tell(user, event, 0);
  }
}
