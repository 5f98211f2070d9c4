package rookery.server.log;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rookery.server.log.Committed.Item;
import rookery.server.log.MessageStore.Key;
import rookery.server.log.MessageStore.LaneWriter;
import rookery.server.log.MessageStore.Locked;
import rookery.server.log.MessageStore.Stored;

/// What stands under the locks of one batch, and what the batch makes of it.
final class Work {
  final LaneWriter writer;
  final Map<Long, Locked> locked;
  final Map<Long, Members> members = new HashMap<>();
  final Map<Long, Long> next = new HashMap<>();
  final Map<Key, Stored> known = new HashMap<>();
  final List<LogEntry> unwritten = new ArrayList<>();
  final List<Item> items = new ArrayList<>();
  final Map<Pending, Outcome> outcomes = new LinkedHashMap<>();
  final List<Pending> refused = new ArrayList<>();
  final Set<Long> changed = new HashSet<>();
  final long ts;

  Work(LaneWriter writer, Map<Long, Locked> locked, long ts) {
    this.writer = writer;
    this.locked = locked;
    this.ts = ts;
  }

  /// Appends what is not written yet.
  void write() {
    if (!unwritten.isEmpty()) {
      writer.append(List.copyOf(unwritten), next);
      unwritten.clear();
    }
  }

  /// The entry that a command names, as it stands: with what came before it in this batch.
  @Nullable LogEntry target(Command command) {
    long target = command.target();
    if (target == 0) {
      return null;
    }
    boolean mayDiffer =
        unwritten.stream()
            .anyMatch(entry ->
                entry.conversation() == command.conversation()
                    && (entry.seq() == target || entry.target() == target));
    if (mayDiffer) {
      write();
    }
    return writer.target(command.conversation(), target, command.sender()).orElse(null);
  }
}
