package rookery.server.log;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rookery.server.session.Session;

/// Told what a lane has committed. Called on the lane's thread after its acks, batch by batch, in
/// the order of the sequences; must not block.
public interface Committed {
  void committed(List<Item> batch);

  /// @param before the members under whose eyes it was said
  /// @param after the same, where it changed nothing of them
  /// @param origin the session that has the ack instead; null for none
  record Item(LogEntry entry, Members before, Members after, @Nullable Session origin) {
    public Conversation conversation() {
      return before.conversation();
    }

    /// Who sees the entry: the members before and after it. A block between two who are no friends
    /// is for the eyes of who made it alone.
    public Set<Integer> audience() {
      if (before.version() == after.version()) {
        return before.roles().keySet();
      }
      if (after.barred().size() > before.barred().size()
          && conversation() instanceof Conversation.Direct
          && !before.friends()) {
        return before.has(entry.sender()) ? Set.of(entry.sender()) : Set.of();
      }
      Set<Integer> both = new HashSet<>(before.roles().keySet());
      both.addAll(after.roles().keySet());
      return both;
    }
  }
}
