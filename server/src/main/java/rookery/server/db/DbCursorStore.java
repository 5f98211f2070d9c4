package rookery.server.db;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import rookery.server.chat.CursorStore;
import rookery.server.log.StoreException;

/// Cursors, each statement taking only what is ahead.
final class DbCursorStore implements CursorStore {
  private static final int ROWS_AT_ONCE = 500;

  private final Sql sql;

  DbCursorStore(Sql sql) {
    this.sql = sql;
  }

  private static final String RECEIVED =
      """
      INSERT INTO device_cursor (user_id, device_id, conversation_id, received_seq)
      VALUES %s
      ON DUPLICATE KEY UPDATE received_seq = GREATEST(received_seq, VALUES(received_seq))
      """;

  @Override
  public void received(Collection<Received> cursors) {
    if (cursors.isEmpty()) {
      return;
    }
    // All who write rows side by side lock them in one order.
    List<Received> rows = new ArrayList<>(cursors);
    rows.sort(
        Comparator.comparingInt(Received::user)
            .thenComparing(Received::device)
            .thenComparingLong(Received::conversation));
    sql.transaction(transaction -> {
      for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
        List<Received> chunk = rows.subList(from, Math.min(rows.size(), from + ROWS_AT_ONCE));
        Statement upsert =
            transaction.statement(RECEIVED.formatted(Statement.rows(chunk.size(), "(?, ?, ?, ?)")));
        chunk.forEach(row -> upsert.add(row.user(), row.device(), row.conversation(), row.seq()));
        upsert.run();
      }
      return rows;
    });
  }

  private static final String MOVE_READ =
      """
      UPDATE read_cursor SET read_seq = :seq, marked_unread = FALSE
      WHERE user_id = :user AND conversation_id = :conversation AND read_seq < :seq
      """;

  private static final String FIRST_READ =
      """
      INSERT INTO read_cursor (user_id, conversation_id, read_seq)
      VALUES (:user, :conversation, :seq)
      """;

  @Override
  public boolean read(int user, long conversation, long seq) {
    if (moved(MOVE_READ, user, conversation, seq)) {
      return true;
    }
    try {
      return moved(FIRST_READ, user, conversation, seq);
    } catch (StoreException.Duplicate e) {
      // There is one: it is ahead, or it was made just now.
      return moved(MOVE_READ, user, conversation, seq);
    }
  }

  private boolean moved(String text, int user, long conversation, long seq) {
    long rows =
        sql.change(
            text,
            statement ->
                statement.set("user", user).set("conversation", conversation).set("seq", seq));
    return rows > 0;
  }
}
