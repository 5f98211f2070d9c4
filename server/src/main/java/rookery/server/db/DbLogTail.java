package rookery.server.db;

import java.time.Duration;
import java.util.List;
import rookery.server.log.LogEntry;
import rookery.server.log.LogTail;

/// Reads the newest of all logs: heads along the index of the times of change, entries and ranges
/// along their primary keys.
final class DbLogTail implements LogTail {
  private final Sql sql;

  DbLogTail(Sql sql) {
    this.sql = sql;
  }

  // One clock for all nodes, the store's: how old a change is, is reckoned where it was stamped.
  private static final String CHANGED =
      """
      SELECT id, low_id, high_id, group_id, next_seq - 1, member_version,
        TIMESTAMPDIFF(MICROSECOND, changed_at, LOCALTIMESTAMP(3))
      FROM conversation
      WHERE changed_at >= TIMESTAMPADD(MICROSECOND, :ago, LOCALTIMESTAMP(3))
      ORDER BY changed_at
      LIMIT :limit
      """;

  @Override
  public List<Head> changedWithin(Duration age, int limit) {
    return sql.query(CHANGED)
        .set("ago", -age.toNanos() / 1_000)
        .set("limit", limit)
        .list(row ->
            new Head(
                row.conversation(1),
                row.number(5),
                row.number(6),
                Duration.ofNanos(row.number(7) * 1_000)));
  }

  // What touched a text follows as an entry of its own: here its first words stand.
  private static final String ENTRIES =
      """
      SELECT e.conversation_id, e.seq, e.kind,
        e.sender_id, (SELECT u.name FROM `user` u WHERE u.id = e.sender_id) AS sender_name,
        e.cmid, COALESCE(v.body, w.body, e.body),
        e.subject_id, (SELECT u.name FROM `user` u WHERE u.id = e.subject_id) AS subject_name,
        e.ts, e.target_seq, e.mentions, e.touched_seq, e.seq
      """
          + Entries.FROM
          + """
          LEFT JOIN text_version w ON w.conversation_id = e.conversation_id
            AND w.seq = e.seq AND w.version_seq = e.seq
          WHERE e.conversation_id = :conversation AND e.seq > :after
          ORDER BY e.conversation_id, e.seq
          LIMIT :limit
          """;

  @Override
  public List<LogEntry> entries(long conversation, long after, int limit) {
    return sql.query(ENTRIES)
        .set("conversation", conversation)
        .set("after", after)
        .set("limit", limit)
        .list(Entries::written);
  }

  private static final String RANGES =
      """
      SELECT user_id, from_seq, to_seq
      FROM member_range
      WHERE conversation_id = :conversation AND to_seq > :after
      """;

  @Override
  public List<Range> ranges(long conversation, long after) {
    return sql.query(RANGES)
        .set("conversation", conversation)
        .set("after", after)
        .list(row -> new Range(row.id(1), row.number(2), row.number(3)));
  }
}
