package rookery.server.log;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rookery.server.session.Session;

/// Told what a lane has committed. Called on the lane's thread after its acks, batch by batch, in
/// the order of the sequences; must not block.
public interface Committed {
  void committed(List<Item> batch);

  /// @param audience who sees the entry: the members before and after it
  /// @param origin the session that has the ack instead; null for none
  record Item(
      LogEntry entry, Conversation conversation, Set<Integer> audience, @Nullable Session origin) {}
}
