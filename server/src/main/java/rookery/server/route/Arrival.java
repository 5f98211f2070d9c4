package rookery.server.route;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Entry;
import rookery.protocol.codec.Frame;
import rookery.server.log.Committed.Item;
import rookery.server.log.Conversation;
import rookery.server.log.Members;
import rookery.server.log.WireEntries;
import rookery.server.session.Session;

/// A committed entry on its way to the sessions here, whichever node committed it.
///
/// @param frame holds `entry`, encoded once for all its receivers
/// @param origin the session that has the ack instead; null for none
public record Arrival(
    Frame frame,
    Entry entry,
    Conversation conversation,
    Audience audience,
    @Nullable Session origin) {
  /// From another node.
  public static Arrival of(Entry entry, Conversation conversation, Audience audience) {
    return new Arrival(new Frame(entry), entry, conversation, audience, null);
  }

  /// From a lane of this node, which knows the members.
  public static Arrival of(Item item) {
    Entry entry = WireEntries.of(item.entry(), item.conversation());
    Audience audience = new Audience.Named(item.audience());
    return new Arrival(new Frame(entry), entry, item.conversation(), audience, item.origin());
  }

  /// What other nodes are told of who sees it.
  public static Audience told(Item item) {
    Members before = item.before();
    Members after = item.after();
    if (Math.max(before.roles().size(), after.roles().size()) <= Audience.NAMED) {
      return new Audience.Named(item.audience());
    }
    return new Audience.Rolled(
        before.version(), after.version(), without(after, before), without(before, after));
  }

  private static Set<Integer> without(Members members, Members others) {
    if (members.version() == others.version()) {
      return Set.of();
    }
    Set<Integer> only = new HashSet<>(members.roles().keySet());
    only.removeAll(others.roles().keySet());
    return only;
  }
}
