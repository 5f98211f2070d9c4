package rookery.server.db;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import rookery.protocol.Bounds;
import rookery.server.log.Conversation;
import rookery.server.log.EntryReader.Standing;

/// Where all conversations of a user stand: one statement for the ranges, one for the device's
/// cursors, and one for the ranges in which unread texts are to be counted.
final class Standings {
  private final Sql sql;
  private final Gathered<Integer, List<Range>> ranges;
  private final Gathered<Device, Map<Long, Long>> received;
  private final Gathered<Unread, Long> unread;

  private record Device(int user, String id) {}

  /// What to count: the texts of others from `from` to `to`, both inclusive.
  private record Unread(long conversation, int user, long from, long to) {
    List<Number> parameters(int number) {
      return List.of(number, conversation, from, to, user);
    }
  }

  Standings(Sql sql) {
    this.sql = sql;
    this.ranges = new Gathered<>(this::ranges);
    this.received = new Gathered<>(this::received);
    this.unread = new Gathered<>(this::unread);
  }

  List<Standing> of(int user, String device, Predicate<Standing> counted) {
    List<Range> found = ranges.get(user).orElse(List.of());
    Map<Long, Long> cursors = received.get(new Device(user, device)).orElse(Map.of());
    Map<Long, Standing> standings = new LinkedHashMap<>();
    for (Range range : found) {
      // By from_seq, so that the last of a conversation has its head.
      long id = range.conversation.id();
      standings.put(
          id,
          new Standing(
              range.conversation,
              range.title,
              range.to,
              cursors.getOrDefault(id, range.read),
              range.read,
              0,
              range.marked,
              range.reads));
    }
    List<Unread> asked =
        found.stream()
            .filter(range -> range.firstCounted() <= range.to)
            .filter(range -> counted.test(standings.get(range.conversation.id())))
            .map(range -> new Unread(range.conversation.id(), user, range.firstCounted(), range.to))
            .toList();
    unread
        .all(asked)
        .forEach((range, count) ->
            standings.computeIfPresent(range.conversation, (_, standing) -> standing.more(count)));
    return List.copyOf(standings.values());
  }

  /// @param to never past the newest entry
  private record Range(
      int user,
      Conversation conversation,
      String title,
      long from,
      long to,
      long read,
      boolean marked,
      long reads) {
    /// Not all the way back: who never reads somewhere would have all of it counted at each sync.
    long firstCounted() {
      return Math.max(Math.max(from, read + 1), to - Bounds.UNREAD + 1);
    }
  }

  private static final String RANGES =
      """
      SELECT c.id, c.low_id, c.high_id, c.group_id, COALESCE(g.groupname, u.name),
        r.from_seq, LEAST(c.next_seq - 1, r.to_seq), COALESCE(rc.read_seq, 0),
        COALESCE(rc.marked_unread, FALSE), COALESCE(rc.read_count, 0), r.user_id
      FROM member_range r
      JOIN conversation c ON c.id = r.conversation_id
      LEFT JOIN all_group g ON g.id = c.group_id
      LEFT JOIN `user` u ON u.id = CASE WHEN c.low_id = r.user_id THEN c.high_id ELSE c.low_id END
      LEFT JOIN read_cursor rc ON rc.user_id = r.user_id AND rc.conversation_id = c.id
      WHERE r.user_id IN (%s)
      ORDER BY r.conversation_id, r.from_seq
      """;

  private Map<Integer, List<Range>> ranges(List<Integer> users) {
    return sql
        .queryIn(RANGES, users)
        .list(row ->
            new Range(
                row.id(11),
                row.conversation(1),
                row.text(5),
                row.number(6),
                row.number(7),
                row.number(8),
                row.flag(9),
                row.number(10)))
        .stream()
        .collect(Collectors.groupingBy(Range::user));
  }

  private static final String RECEIVED =
      """
      SELECT user_id, device_id, conversation_id, received_seq FROM device_cursor
      WHERE user_id = ? AND device_id = ?
      """;

  /// The device's cursors, by conversation.
  private Map<Device, Map<Long, Long>> received(List<Device> devices) {
    Map<Device, Map<Long, Long>> received = new HashMap<>();
    sql.queryEach(RECEIVED, devices, device -> List.of(device.user, device.id), "")
        .list(row ->
            Map.entry(new Device(row.id(1), row.text(2)), Map.entry(row.number(3), row.number(4))))
        .forEach(row ->
            received
                .computeIfAbsent(row.getKey(), _ -> new HashMap<>())
                .put(row.getValue().getKey(), row.getValue().getValue()));
    return received;
  }

  private static final String UNREAD =
      """
      SELECT CAST(? AS SIGNED), COUNT(*) FROM entry
      WHERE conversation_id = ? AND seq >= ? AND seq <= ? AND kind = 'text' AND sender_id <> ?
      """;

  private Map<Unread, Long> unread(List<Unread> asked) {
    List<Integer> numbers = IntStream.rangeClosed(1, asked.size()).boxed().toList();
    return sql
        .queryEach(UNREAD, numbers, number -> asked.get(number - 1).parameters(number), "")
        .list(row -> Map.entry(row.id(1), row.number(2)))
        .stream()
        .filter(count -> count.getKey() > 0) // what the query is filled up with has no number
        .collect(Collectors.toMap(count -> asked.get(count.getKey() - 1), Map.Entry::getValue));
  }
}
