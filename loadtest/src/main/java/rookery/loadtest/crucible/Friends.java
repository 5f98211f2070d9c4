package rookery.loadtest.crucible;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rookery.protocol.RosterMessages.Presence;

/// Whom a device takes for online among its user's friends, as it was told. Used by one thread.
final class Friends {
  private final List<Integer> ids;
  private final Notebook notebook;
  private final Map<Integer, Boolean> online = new TreeMap<>();

  Friends(Seat seat, Notebook notebook) {
    this.ids =
        seat.targets().stream().filter(target -> !target.group()).map(Target::id).sorted().toList();
    this.notebook = notebook;
  }

  /// The answer to a SYNC names those who are online.
  void synced(List<Integer> named) {
    ids.forEach(id -> note(id, named.contains(id)));
  }

  void told(Presence event) {
    if (ids.contains(event.id())) {
      note(event.id(), event.state().equals(Presence.word(true)));
    }
  }

  /// A new connection is told anew.
  void connectionLost() {
    online.clear();
  }

  private void note(int id, boolean state) {
    Boolean before = online.put(id, state);
    if (before == null || before != state) {
      notebook.friend(id, state);
    }
  }
}
