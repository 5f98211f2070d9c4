package rookery.server.db;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import rookery.server.chat.CursorStore;

/// Cursors, each statement taking only what is ahead.
final class DbCursorStore implements CursorStore {
  /// All who write rows side by side lock them in one order.
  private static final Comparator<Received> ORDER =
      Comparator.comparingInt(Received::user)
          .thenComparing(Received::device)
          .thenComparingLong(Received::conversation);

  private final Sql sql;
  private final Gathered<Integer, Long> reads;
  private final Gathered<Received, Boolean> received;

  DbCursorStore(Sql sql) {
    this.sql = sql;
    this.reads = new Gathered<>(this::readsOf);
    this.received = new Gathered<>(this::write);
  }

  private static final String RECEIVED =
      """
      INSERT INTO device_cursor (user_id, device_id, conversation_id, received_seq)
      VALUES %s
      ON DUPLICATE KEY UPDATE received_seq = GREATEST(received_seq, VALUES(received_seq))
      """;

  @Override
  public void received(Collection<Received> cursors) {
    Map<Received, Boolean> _ = received.all(cursors);
  }

  /// Sessions that end together are written together.
  private Map<Received, Boolean> write(List<Received> cursors) {
    return sql.transaction(transaction -> {
      Statement upsert =
          transaction.statement(RECEIVED.formatted(Statement.rows(cursors.size(), "(?, ?, ?, ?)")));
      cursors.stream()
          .sorted(ORDER)
          .forEach(row -> upsert.add(row.user(), row.device(), row.conversation(), row.seq()));
      upsert.run();
      return Map.of();
    });
  }

  private static final String READING =
      """
      SELECT read_seq, marked_unread FROM read_cursor
      WHERE user_id = :user AND conversation_id = :conversation
      """;

  /// A row of `read_cursor`.
  private record Read(long seq, boolean marked) {}

  private static Read reading(Statement statement, int user, long conversation) {
    return statement
        .set("user", user)
        .set("conversation", conversation)
        .first(row -> new Read(row.number(1), row.flag(2)))
        .orElse(new Read(0, false));
  }

  @Override
  public Optional<Reading> read(int user, long conversation, long seq) {
    return change(
        user,
        conversation,
        before -> seq < before.seq ? before : new Read(Math.max(before.seq, seq), false));
  }

  @Override
  public Optional<Reading> markUnread(int user, long conversation) {
    return change(user, conversation, before -> new Read(before.seq, true));
  }

  // Also the lock under which a user's reading changes, so that its changes are counted in order.
  private static final String COUNT = "SELECT read_count FROM `user` WHERE id = :user";

  private static final String MOVE_COUNT =
      "UPDATE `user` SET read_count = read_count + 1 WHERE id = :user";

  private static final String WRITE =
      """
      INSERT INTO read_cursor (user_id, conversation_id, read_seq, marked_unread, read_count)
      VALUES (:user, :conversation, :seq, :marked, :count)
      ON DUPLICATE KEY UPDATE
        read_seq = VALUES(read_seq), marked_unread = VALUES(marked_unread), read_count = VALUES(read_count)
      """;

  private Optional<Reading> change(int user, long conversation, UnaryOperator<Read> change) {
    Read seen = reading(sql.query(READING), user, conversation);
    if (change.apply(seen).equals(seen)) {
      return Optional.empty(); // the usual repeat costs no lock
    }
    return sql.transaction(transaction -> {
      transaction.statement(MOVE_COUNT).set("user", user).run();
      long count = count(transaction.statement(COUNT), user);
      Read before = reading(transaction.statement(READING), user, conversation);
      Read after = change.apply(before);
      if (after.equals(before)) {
        return Optional.empty();
      }
      transaction
          .statement(WRITE)
          .set("user", user)
          .set("conversation", conversation)
          .set("seq", after.seq)
          .set("marked", after.marked)
          .set("count", count)
          .run();
      return Optional.of(new Reading(after.seq, after.seq > before.seq, after.marked, count));
    });
  }

  @Override
  public long reads(int user) {
    return reads.get(user).orElse(0L);
  }

  private static final String COUNTS = "SELECT id, read_count FROM `user` WHERE id IN (%s)";

  private Map<Integer, Long> readsOf(List<Integer> users) {
    return sql.queryIn(COUNTS, users).map(row -> row.id(1), row -> row.number(2));
  }

  private static final String SEEN =
      """
      SELECT COUNT(*),
        SUM(CASE WHEN rc.read_seq >= :seq OR EXISTS (
          SELECT 1 FROM device_cursor d
          WHERE d.user_id = r.user_id AND d.conversation_id = r.conversation_id AND d.received_seq >= :seq)
          THEN 1 ELSE 0 END),
        SUM(CASE WHEN rc.read_seq >= :seq THEN 1 ELSE 0 END)
      FROM member_range r
      LEFT JOIN read_cursor rc
        ON rc.user_id = r.user_id AND rc.conversation_id = r.conversation_id
      WHERE r.conversation_id = :conversation AND r.from_seq <= :seq AND r.to_seq >= :seq
        AND r.user_id <> :author
      """;

  @Override
  public Seen seen(long conversation, long seq, int author) {
    return sql.query(SEEN)
        .set("conversation", conversation)
        .set("seq", seq)
        .set("author", author)
        .first(row -> new Seen(row.id(1), row.id(2), row.id(3)))
        .orElseThrow();
  }

  private static long count(Statement statement, int user) {
    return statement.set("user", user).first(row -> row.number(1)).orElse(0L);
  }
}
