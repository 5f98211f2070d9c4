package rookery.server.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
  private final Gathered<Long, Conversation> conversations;
  private final Gathered<Seat, List<Range>> ranges;

  /// A user in a conversation.
  private record Seat(long conversation, int user) {}

  /// A range of a user in a conversation.
  ///
  /// @param next sequence of the conversation's next entry
  private record Range(Seat seat, long next, long from, long to) {}

  DbEntryReader(Sql sql) {
    this.sql = sql;
    this.conversations = new Gathered<>(this::conversations);
    this.ranges = new Gathered<>(this::ranges);
    this.standings = new Standings(sql);
    this.reading = new Entries(sql::query);
    this.search = new TextSearch(sql, reading);
  }

  private static final String CONVERSATIONS =
      "SELECT id, low_id, high_id, group_id FROM conversation WHERE id IN (%s)";

  @Override
  public Optional<Conversation> conversation(long id) {
    return conversations.get(id);
  }

  private Map<Long, Conversation> conversations(List<Long> ids) {
    return sql.queryIn(CONVERSATIONS, ids).list(row -> row.conversation(1)).stream()
        .collect(Collectors.toMap(Conversation::id, Function.identity()));
  }

  private static final String RANGES =
      """
      SELECT r.conversation_id, r.user_id, c.next_seq, r.from_seq, r.to_seq
      FROM conversation c JOIN member_range r ON r.conversation_id = c.id
      WHERE c.id = ? AND r.user_id = ?
      """;

  private Map<Seat, List<Range>> ranges(List<Seat> seats) {
    return sql
        .queryEach(RANGES, seats, seat -> List.of(seat.conversation, seat.user), "ORDER BY 1, 2, 4")
        .list(row ->
            new Range(
                new Seat(row.number(1), row.id(2)), row.number(3), row.number(4), row.number(5)))
        .stream()
        .collect(Collectors.groupingBy(Range::seat));
  }

  private List<Long> froms(long conversation, int user, Predicate<Range> wanted) {
    return ranges.get(new Seat(conversation, user)).stream()
        .flatMap(List::stream)
        .filter(wanted)
        .map(Range::from)
        .toList();
  }

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
    List<Long> froms = froms(conversation, user, range -> range.to > after);
    return page(froms, AFTER, "after", after, conversation, user, limit);
  }

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
    List<Long> froms = froms(conversation, user, range -> range.from < before).reversed();
    return page(froms, BEFORE, "before", before, conversation, user, limit).reversed();
  }

  /// Goes through the user's ranges, of which each is asked for by itself, until there is enough.
  private List<LogEntry> page(
      List<Long> froms,
      String inRange,
      String bound,
      long value,
      long conversation,
      int user,
      int limit) {
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

  @Override
  public long head(long conversation, int user) {
    return ranges
        .get(new Seat(conversation, user))
        .map(List::getLast)
        .map(last -> Math.min(last.next - 1, last.to))
        .orElse(0L);
  }

  @Override
  public List<Standing> standings(int user, String device, Predicate<Standing> counted) {
    return standings.of(user, device, counted);
  }
}
