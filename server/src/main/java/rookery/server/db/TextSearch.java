package rookery.server.db;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rookery.server.log.EntryReader.Found;
import rookery.server.log.EntryReader.Place;
import rookery.server.log.LogEntry;

/// Looks through the user's ranges, one stretch of a log after another, until there are entries
/// enough or the time is over. No index for words: none is the same on all databases, and none
/// knows Chinese on all.
final class TextSearch {
  private static final Duration TIME = Duration.ofMillis(500);

  /// Entries looked at in one statement, so that one takes a small part of the time.
  private static final long STRETCH = 20_000;

  /// Ranges read at once; a search that meets more goes on in its next part.
  private static final int RANGES_AT_ONCE = 1_000;

  private final Sql sql;
  private final Entries reading;

  TextSearch(Sql sql, Entries reading) {
    this.sql = sql;
    this.reading = reading;
  }

  private record Range(long conversation, long from, long to) {}

  private static final String RANGES =
      """
      SELECT r.conversation_id, r.from_seq, LEAST(c.next_seq - 1, r.to_seq)
      FROM member_range r
      JOIN conversation c ON c.id = r.conversation_id
      WHERE r.user_id = :user AND (:only = 0 OR r.conversation_id = :only)
        AND (r.conversation_id < :conversation
          OR r.conversation_id = :conversation AND r.from_seq < :seq)
      ORDER BY r.conversation_id DESC, r.from_seq DESC
      LIMIT :limit
      """;

  Found find(int user, String words, long only, Place before, int limit) {
    long deadline = System.nanoTime() + TIME.toNanos();
    List<Range> ranges =
        sql.query(RANGES)
            .set("user", user)
            .set("only", only)
            .set("conversation", before.conversation())
            .set("seq", before.seq())
            .set("limit", RANGES_AT_ONCE)
            .list(row -> new Range(row.number(1), row.number(2), row.number(3)));
    String pattern = "%" + Names.escaped(words) + "%";
    List<LogEntry> found = new ArrayList<>();
    Place at = before;
    for (Range range : ranges) {
      long end =
          range.conversation == at.conversation() ? Math.min(at.seq() - 1, range.to) : range.to;
      while (end >= range.from) {
        long start = Math.max(range.from, end - STRETCH + 1);
        List<LogEntry> more = stretch(user, range, start, end, pattern, limit - found.size());
        found.addAll(more);
        boolean full = found.size() == limit;
        at = new Place(range.conversation, full ? found.getLast().seq() : start);
        if (full || System.nanoTime() - deadline > 0) {
          return new Found(found, Optional.of(at));
        }
        end = start - 1;
      }
    }
    boolean more = ranges.size() == RANGES_AT_ONCE;
    Range last = more ? ranges.getLast() : new Range(0, 0, 0);
    return new Found(
        found, more ? Optional.of(new Place(last.conversation, last.from)) : Optional.empty());
  }

  // Who has left does not find a text by words that it got later.
  private static final String STRETCH_OF =
      Entries.COLUMNS
          + ", r.to_seq\n"
          + Entries.FROM
          + """
          JOIN member_range r ON r.conversation_id = e.conversation_id AND r.user_id = :user
            AND r.from_seq = :range
          WHERE e.conversation_id = :conversation AND e.seq >= :start AND e.seq <= :end
            AND e.seq <= r.to_seq AND e.kind = 'text'
            AND LOWER(e.body) LIKE LOWER(:pattern) ESCAPE '!'
            AND (e.touched_seq <= r.to_seq OR NOT EXISTS (
              SELECT later.seq FROM text_version later
              WHERE later.conversation_id = e.conversation_id AND later.seq = e.seq
                AND later.version_seq > r.to_seq))
          ORDER BY e.conversation_id DESC, e.seq DESC
          LIMIT :limit
          """;

  private List<LogEntry> stretch(
      int user, Range range, long start, long end, String pattern, int limit) {
    Statement query =
        sql.query(STRETCH_OF)
            .set("user", user)
            .set("range", range.from)
            .set("conversation", range.conversation)
            .set("start", start)
            .set("end", end)
            .set("pattern", pattern)
            .set("limit", limit);
    return reading.list(query, user);
  }
}
