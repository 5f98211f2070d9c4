package rookery.server.db;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import rookery.protocol.Bounds;
import rookery.server.log.Conversation;
import rookery.server.log.EntryReader.Standing;

/// Where all conversations of a user stand: one statement for the ranges, and one for each hundred
/// ranges in which unread texts are to be counted.
final class Standings {
  private static final int COUNTS_AT_ONCE = 100;

  private final Sql sql;

  Standings(Sql sql) {
    this.sql = sql;
  }

  List<Standing> of(int user, String device, Predicate<Standing> counted) {
    List<Range> ranges = ranges(user, device);
    Map<Long, Standing> standings = new LinkedHashMap<>();
    for (Range range : ranges) {
      // By from_seq, so that the last of a conversation has its head.
      standings.put(
          range.conversation.id(),
          new Standing(
              range.conversation,
              range.title,
              range.to,
              range.received,
              range.read,
              0,
              range.marked,
              range.reads));
    }
    List<Range> unread =
        ranges.stream()
            .filter(range -> range.firstCounted() <= range.to)
            .filter(range -> counted.test(standings.get(range.conversation.id())))
            .toList();
    counts(user, unread)
        .forEach((id, count) -> standings.computeIfPresent(id, (_, found) -> found.counted(count)));
    return List.copyOf(standings.values());
  }

  /// @param to never past the newest entry
  private record Range(
      Conversation conversation,
      String title,
      long from,
      long to,
      long received,
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
        r.from_seq, LEAST(c.next_seq - 1, r.to_seq),
        COALESCE(dc.received_seq, rc.read_seq, 0), COALESCE(rc.read_seq, 0),
        COALESCE(rc.marked_unread, FALSE), COALESCE(rc.read_count, 0)
      FROM member_range r
      JOIN conversation c ON c.id = r.conversation_id
      LEFT JOIN all_group g ON g.id = c.group_id
      LEFT JOIN `user` u ON u.id = CASE WHEN c.low_id = :user THEN c.high_id ELSE c.low_id END
      LEFT JOIN read_cursor rc ON rc.user_id = :user AND rc.conversation_id = c.id
      LEFT JOIN device_cursor dc
        ON dc.user_id = :user AND dc.device_id = :device AND dc.conversation_id = c.id
      WHERE r.user_id = :user
      ORDER BY r.conversation_id, r.from_seq
      """;

  private List<Range> ranges(int user, String device) {
    return sql.query(RANGES)
        .set("user", user)
        .set("device", device)
        .list(row ->
            new Range(
                row.conversation(1),
                row.text(5),
                row.number(6),
                row.number(7),
                row.number(8),
                row.number(9),
                row.flag(10),
                row.number(11)));
  }

  private static final String COUNT =
      """
      SELECT conversation_id, COUNT(*) FROM entry
      WHERE conversation_id = ? AND seq >= ? AND seq <= ? AND kind = 'text' AND sender_id <> ?
      GROUP BY conversation_id
      """;

  /// How many texts of others are unread, by conversation.
  private Map<Long, Long> counts(int user, List<Range> counted) {
    Map<Long, Long> counts = new LinkedHashMap<>();
    for (int from = 0; from < counted.size(); from += COUNTS_AT_ONCE) {
      List<Range> chunk = counted.subList(from, Math.min(counted.size(), from + COUNTS_AT_ONCE));
      Statement count =
          sql.query(String.join("UNION ALL\n", Collections.nCopies(chunk.size(), COUNT)));
      for (Range range : chunk) {
        count.add(range.conversation.id(), range.firstCounted(), range.to, user);
      }
      count
          .list(row -> Map.entry(row.number(1), row.number(2)))
          .forEach(row -> counts.merge(row.getKey(), row.getValue(), Long::sum));
    }
    return counts;
  }
}
