package rookery.server.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import rookery.server.log.Conversation;
import rookery.server.log.EntryReader;
import rookery.server.log.LogEntry;

/// Reads logs range by range, each along the primary key.
///
/// A range may be closed between two statements, so each reads again, as it stands, up to where its
/// range goes: nothing later than a removal is returned to who was removed.
final class DbEntryReader implements EntryReader {
  private final Sql sql;
  private final Standings standings;
  private final Entries reading;
  private final TextSearch search;

  DbEntryReader(Sql sql) {
    this.sql = sql;
    this.standings = new Standings(sql);
    this.reading = new Entries(sql::query);
    this.search = new TextSearch(sql, reading);
  }

  private static final String CONVERSATION =
      "SELECT id, low_id, high_id, group_id FROM conversation WHERE id = :id";

  @Override
  public Optional<Conversation> conversation(long id) {
    return sql.query(CONVERSATION).set("id", id).first(row -> row.conversation(1));
  }

  private static final String RANGES_AFTER =
      """
      SELECT from_seq FROM member_range
      WHERE conversation_id = :conversation AND user_id = :user AND to_seq > :after
      ORDER BY from_seq
      LIMIT :limit
      """;

  // One range, the user's who is named; it stands for one number while the statement runs.
  private static final String RANGE_END =
      """
      (SELECT r.to_seq FROM member_range r
        WHERE r.conversation_id = :conversation AND r.user_id = :user AND r.from_seq = :from)
      """;

  private static final String ENTRIES =
      Entries.COLUMNS + ", " + RANGE_END + " AS range_end\n" + Entries.FROM;

  private static final String AFTER =
      ENTRIES
          + """
          WHERE e.conversation_id = :conversation AND e.seq >= :from AND e.seq > :after
            AND e.seq <= %s
          ORDER BY e.conversation_id, e.seq
          LIMIT :limit
          """
              .formatted(RANGE_END);

  @Override
  public List<LogEntry> after(long conversation, int user, long after, int limit) {
    return page(RANGES_AFTER, AFTER, "after", after, conversation, user, limit);
  }

  private static final String RANGES_BEFORE =
      """
      SELECT from_seq FROM member_range
      WHERE conversation_id = :conversation AND user_id = :user AND from_seq < :before
      ORDER BY from_seq DESC
      LIMIT :limit
      """;

  // By both columns, or H2 sorts the whole conversation.
  private static final String BEFORE =
      ENTRIES
          + """
          WHERE e.conversation_id = :conversation AND e.seq >= :from AND e.seq < :before
            AND e.seq <= %s
          ORDER BY e.conversation_id DESC, e.seq DESC
          LIMIT :limit
          """
              .formatted(RANGE_END);

  @Override
  public List<LogEntry> before(long conversation, int user, long before, int limit) {
    return page(RANGES_BEFORE, BEFORE, "before", before, conversation, user, limit).reversed();
  }

  /// Goes through the user's ranges, of which each is asked for by itself, until there is enough.
  private List<LogEntry> page(
      String ranges,
      String inRange,
      String bound,
      long value,
      long conversation,
      int user,
      int limit) {
    List<Long> froms =
        sql.query(ranges)
            .set("conversation", conversation)
            .set("user", user)
            .set(bound, value)
            .set("limit", limit)
            .list(row -> row.number(1));
    List<LogEntry> entries = new ArrayList<>();
    for (int i = 0; i < froms.size() && entries.size() < limit; i++) {
      Statement page = inRange(inRange, conversation, user, froms.get(i), limit - entries.size());
      entries.addAll(reading.list(page.set(bound, value), user));
    }
    return entries;
  }

  private Statement inRange(String text, long conversation, int user, long from, int limit) {
    return sql.query(text)
        .set("conversation", conversation)
        .set("user", user)
        .set("from", from)
        .set("limit", limit);
  }

  @Override
  public Optional<LogEntry> at(long conversation, int user, long seq) {
    return after(conversation, user, seq - 1, 1).stream()
        .filter(entry -> entry.seq() == seq)
        .findFirst();
  }

  @Override
  public Found search(int user, String words, long conversation, Place before, int limit) {
    return search.find(user, words, conversation, before, limit);
  }

  private static final String MEMBERS =
      """
      SELECT user_id FROM member_range
      WHERE conversation_id = :conversation AND to_seq = 9223372036854775807
      ORDER BY user_id
      LIMIT :limit
      """;

  @Override
  public List<Integer> members(long conversation, int limit) {
    return sql.query(MEMBERS)
        .set("conversation", conversation)
        .set("limit", limit)
        .list(row -> row.id(1));
  }

  private static final String NEXT =
      """
      SELECT conversation_id FROM member_range
      WHERE user_id = :user AND conversation_id > :after
      ORDER BY conversation_id
      LIMIT 1
      """;

  @Override
  public Optional<Long> nextConversation(int user, long after) {
    return sql.query(NEXT).set("user", user).set("after", after).first(row -> row.number(1));
  }

  private static final String HEAD =
      """
      SELECT LEAST(c.next_seq - 1, MAX(r.to_seq))
      FROM conversation c
      JOIN member_range r ON r.conversation_id = c.id AND r.user_id = :user
      WHERE c.id = :conversation
      GROUP BY c.next_seq
      """;

  @Override
  public long head(long conversation, int user) {
    return sql.query(HEAD)
        .set("user", user)
        .set("conversation", conversation)
        .first(row -> row.number(1))
        .orElse(0L);
  }

  @Override
  public List<Standing> standings(int user, String device, Predicate<Standing> counted) {
    return standings.of(user, device, counted);
  }
}
