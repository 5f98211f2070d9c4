package rookery.server.redis;

import io.lettuce.core.RedisURI;
import java.time.Clock;
import java.util.UUID;
import rookery.server.log.LogTail;
import rookery.server.presence.NodePresence;
import rookery.server.roster.RosterVersions;
import rookery.server.route.HeadComparison;
import rookery.server.route.LocalDelivery;
import rookery.server.route.Router;
import rookery.server.route.Streams;

/// This node's part in a cluster: its router and its presence, over one Redis that may come and go.
public final class Cluster implements AutoCloseable {
  private static final int ID_LENGTH = 12;

  private final String node = UUID.randomUUID().toString().replace("-", "").substring(0, ID_LENGTH);
  private final Inbox inbox = new Inbox();
  private final RedisLink link;
  private final Publisher publisher;
  private final Streams streams;
  private final HeadComparison comparison;
  private final RedisPresence presence;
  private final Peers peers = new Peers();
  private final RedisTimes times;
  private final RedisRouter router;

  /// @param redis a `redis:` URI, see [#reachableBy]
  /// @param versions of the rosters of who is here: news of other nodes move them
  /// @param missedNews called where such news may have been lost; may block on the store
  public Cluster(
      String redis,
      RedisTimes times,
      LocalDelivery delivery,
      RosterVersions versions,
      Runnable missedNews,
      LogTail tail,
      Clock clock) {
    this.times = times;
    link = new RedisLink(RedisURI.create(redis), times, Keys.channel(node), inbox::offer);
    publisher = new Publisher(node, link, peers, delivery::here);
    streams = new Streams(delivery, tail, times.earlyWait().toMillis());
    comparison =
        new HeadComparison(
            tail,
            streams,
            missedNews,
            () -> !link.away() && peers.allHeard(times.silence()),
            clock,
            times.compare(),
            times.compareAway());
    presence =
        new RedisPresence(
            times, link, peers, publisher, new PresenceHash(node, times.lease(), clock.millis()));
    router =
        new RedisRouter(delivery, streams, comparison, publisher, peers, presence, inbox, versions);
  }

  /// Whether a text is the URI of a Redis.
  public static boolean reachableBy(String text) {
    try {
      RedisURI.create(text);
      return true;
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  public Router router() {
    return router;
  }

  public NodePresence presence() {
    return presence;
  }

  /// Starts its threads; Redis need not be there.
  public void start() {
    streams.start();
    comparison.start();
    publisher.start();
    router.start();
    presence.start();
    link.start(this::redisChanged);
  }

  /// Tells the other nodes whether this one has its database.
  public void ready(boolean now) {
    presence.ready(now);
  }

  /// Whether another node has its database, as far as is known by Redis.
  public boolean anotherReady() {
    return !link.away() && peers.anyReady(times.silence());
  }

  /// Whether Redis is away, and other nodes were there when it was last: they may be well.
  public boolean cutOff() {
    return link.away() && !peers.all().isEmpty();
  }

  public Figures figures() {
    return new Figures(
        !link.away(),
        publisher.sent(),
        router.received(),
        publisher.lost(),
        inbox.lost(),
        publisher.waiting(),
        inbox.waiting(),
        streams.early(),
        streams.filled());
  }

  /// @param redisThere whether Redis answers
  /// @param framesOut published to other nodes since the start
  /// @param framesIn taken from other nodes since the start
  /// @param framesLost let go or failed since the start, on the way to other nodes
  /// @param framesInLost that came from other nodes and were let go since the start, as too many
  ///   waited
  /// @param waitingOut batches and events that wait to be published now
  /// @param waitingIn frames that came and wait to be handed on now
  /// @param entriesEarly that came and wait for one before them now
  /// @param entriesRead that no frame brought, since the start
  public record Figures(
      boolean redisThere,
      long framesOut,
      long framesIn,
      long framesLost,
      long framesInLost,
      int waitingOut,
      int waitingIn,
      int entriesEarly,
      long entriesRead) {}

  /// Takes leave of the other nodes. The sessions here must have ended before.
  @Override
  public void close() {
    comparison.close();
    router.close();
    presence.close();
    publisher.close();
    streams.close();
    link.close();
  }

  private void redisChanged() {
    comparison.now();
    presence.look();
  }
}
