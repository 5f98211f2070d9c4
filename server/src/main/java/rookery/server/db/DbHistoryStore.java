package rookery.server.db;

import java.util.List;
import rookery.server.keeper.HistoryStore;

/// Takes words out of logs from their beginning on; `conversation.gone_seq` says how far.
final class DbHistoryStore implements HistoryStore {
  private final Sql sql;

  DbHistoryStore(Sql sql) {
    this.sql = sql;
  }

  private static final String OLDER =
      """
      SELECT c.id
      FROM conversation c
      JOIN entry e ON e.conversation_id = c.id AND e.seq = c.gone_seq + 1
      WHERE c.id > :after AND e.ts < :ts
      ORDER BY c.id
      LIMIT :limit
      """;

  @Override
  public List<Long> withOlder(long ts, long after, int limit) {
    return sql.query(OLDER)
        .set("after", after)
        .set("ts", ts)
        .set("limit", limit)
        .list(row -> row.number(1));
  }

  private record Old(long seq, boolean text, long ts) {}

  private static final String NEXT =
      """
      SELECT e.seq, CASE WHEN e.kind = 'text' THEN 1 ELSE 0 END, e.ts
      FROM conversation c
      JOIN entry e ON e.conversation_id = c.id AND e.seq > c.gone_seq
      WHERE c.id = :conversation
      ORDER BY e.seq
      LIMIT :limit
      """;

  private static final String GONE =
      "UPDATE conversation SET gone_seq = :seq WHERE id = :conversation";

  @Override
  public int forget(long conversation, long ts, int limit) {
    return sql.transaction(transaction -> {
      Blanks blanks = new Blanks(transaction::statement, conversation);
      blanks.lock();
      List<Old> old =
          transaction
              .statement(NEXT)
              .set("conversation", conversation)
              .set("limit", limit)
              .list(row -> new Old(row.number(1), row.flag(2), row.number(3)))
              .stream()
              .takeWhile(entry -> entry.ts < ts)
              .toList();
      if (old.isEmpty()) {
        return 0;
      }
      blanks.blank(old.stream().filter(Old::text).map(Old::seq).toList(), 0);
      transaction
          .statement(GONE)
          .set("seq", old.getLast().seq)
          .set("conversation", conversation)
          .run();
      return old.size();
    });
  }
}
