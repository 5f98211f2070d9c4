package rookery.loadtest.crucible;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// The log as the readings of all members make it together, and who is to see what of it.
final class Log {
  private final Map<Long, TreeMap<Long, Content>> entries = new TreeMap<>();
  private final Map<Long, Map<Integer, List<Range>>> members = new HashMap<>();

  /// A stretch of a conversation, both ends inclusive.
  private record Range(long from, long to) {}

  static Log of(List<History> readings) {
    Log log = new Log();
    for (History reading : readings) {
      for (Line line : reading.lines()) {
        log.entries
            .computeIfAbsent(line.conv(), _ -> new TreeMap<>())
            .putIfAbsent(line.seq(), line.content());
      }
    }
    log.entries.forEach((conv, all) -> log.members.put(conv, ranges(all)));
    return log;
  }

  Map<Long, ? extends SortedMap<Long, Content>> conversations() {
    return entries;
  }

  boolean holds(Place place) {
    return entries.containsKey(place.conv()) && entries.get(place.conv()).containsKey(place.seq());
  }

  /// Whether this user was a member there.
  boolean visible(int user, Place place) {
    return members.getOrDefault(place.conv(), Map.of()).getOrDefault(user, List.of()).stream()
        .anyMatch(range -> place.seq() >= range.from && place.seq() <= range.to);
  }

  private static Map<Integer, List<Range>> ranges(SortedMap<Long, Content> conversation) {
    Map<Integer, List<Range>> ranges = new HashMap<>();
    conversation.forEach((seq, content) -> {
      if (content.isChange("BEFRIENDED")) {
        open(ranges, content.sender(), seq);
        open(ranges, content.subject(), seq);
        open(ranges, content.targetUser(), seq);
      } else if (content.isChange("CREATED") || content.isChange("JOINED")) {
        open(ranges, content.subject(), seq);
      } else if (content.isChange("LEFT")) {
        close(ranges, content.subject(), seq);
      }
    });
    return ranges;
  }

  private static void open(Map<Integer, List<Range>> ranges, int user, long seq) {
    List<Range> own = ranges.computeIfAbsent(user, _ -> new ArrayList<>());
    if (own.isEmpty() || own.getLast().to != Long.MAX_VALUE) {
      own.add(new Range(seq, Long.MAX_VALUE));
    }
  }

  private static void close(Map<Integer, List<Range>> ranges, int user, long seq) {
    List<Range> own = ranges.getOrDefault(user, List.of());
    if (!own.isEmpty()) {
      own.add(new Range(own.removeLast().from, seq));
    }
  }
}
