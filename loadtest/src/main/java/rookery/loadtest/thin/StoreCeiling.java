package rookery.loadtest.thin;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import rookery.loadtest.process.Jdbc;

/// The ceiling of the record: batches as a lane writes them, with nobody in between. Each batch
/// locks its conversations, inserts an entry for each, moves their sequences, and commits durably.
final class StoreCeiling {
  private static final int CONVERSATIONS = 1_000;
  private static final int BATCH = 100;
  private static final int LANES = 2;
  private static final String BODY =
      "1234567890123456 12 1234 the rooks are back in the elms, and the crows are not amused";

  private static final List<String> TABLES =
      List.of(
          "DROP TABLE IF EXISTS ceiling_entry",
          "DROP TABLE IF EXISTS ceiling_conversation",
          """
          CREATE TABLE ceiling_conversation (
            id BIGINT NOT NULL PRIMARY KEY, next_seq BIGINT NOT NULL,
            changed_at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3))
          """,
          "CREATE INDEX ceiling_changed ON ceiling_conversation (changed_at)",
          """
          CREATE TABLE ceiling_entry (
            conversation_id BIGINT NOT NULL, seq BIGINT NOT NULL, kind VARCHAR(8) NOT NULL,
            sender_id INT NOT NULL, cmid VARCHAR(64) NOT NULL, touched_seq BIGINT NOT NULL,
            body VARCHAR(8000) NOT NULL, ts BIGINT NOT NULL,
            PRIMARY KEY (conversation_id, seq), UNIQUE (conversation_id, sender_id, cmid))
          """);

  private final Jdbc store;
  private final long until;
  private final LongAdder rows = new LongAdder();

  private StoreCeiling(Jdbc store, long until) {
    this.store = store;
    this.until = until;
  }

  /// @return messages a second
  static double measure(Jdbc store, Duration lasting) throws InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(LANES)) {
      prepare(store);
      long began = System.nanoTime();
      StoreCeiling ceiling = new StoreCeiling(store, began + lasting.toNanos());
      List<Future<?>> lanes = new ArrayList<>();
      for (int lane = 0; lane < LANES; lane++) {
        int mine = lane;
        lanes.add(threads.submit(() -> ceiling.lane(mine)));
      }
      for (Future<?> lane : lanes) {
        lane.get();
      }
      return ceiling.rows.sum() / ((System.nanoTime() - began) / 1e9);
    } catch (SQLException | ExecutionException e) {
      throw new IllegalStateException("the record's ceiling cannot be measured", e);
    }
  }

  private static void prepare(Jdbc store) throws SQLException {
    try (Connection connection = open(store);
        Statement statement = connection.createStatement()) {
      for (String table : TABLES) {
        statement.execute(table);
      }
      try (PreparedStatement insert =
          connection.prepareStatement(
              "INSERT INTO ceiling_conversation (id, next_seq) VALUES (?, 1)")) {
        for (int id = 0; id < CONVERSATIONS; id++) {
          insert.setLong(1, id);
          insert.addBatch();
        }
        insert.executeBatch();
      }
      connection.commit();
    }
  }

  private static Connection open(Jdbc store) throws SQLException {
    Connection connection =
        DriverManager.getConnection(store.url(), store.user(), store.password());
    connection.setAutoCommit(false);
    return connection;
  }

  private Void lane(int lane) throws SQLException {
    String ids = String.join(",", Collections.nCopies(BATCH, "?"));
    try (Connection connection = open(store);
        PreparedStatement lock =
            connection.prepareStatement(
                "SELECT id, next_seq FROM ceiling_conversation WHERE id IN ("
                    + ids
                    + ") ORDER BY id FOR UPDATE");
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO ceiling_entry VALUES "
                    + String.join(",", Collections.nCopies(BATCH, "(?,?,'text',?,?,?,?,?)")));
        PreparedStatement move =
            connection.prepareStatement(
                "UPDATE ceiling_conversation SET next_seq = CASE id "
                    + "WHEN ? THEN ? ".repeat(BATCH)
                    + "ELSE next_seq END, changed_at = CURRENT_TIMESTAMP(3) WHERE id IN ("
                    + ids
                    + ")");
        Statement sync = connection.createStatement()) {
      int share = CONVERSATIONS / LANES;
      for (int at = 0; System.nanoTime() < until; at = (at + BATCH) % share) {
        write(lock, insert, move, lane * share + at);
        connection.commit();
        if (store.syncs()) {
          sync.execute("CHECKPOINT SYNC");
        }
        rows.add(BATCH);
      }
    }
    return null;
  }

  private static void write(
      PreparedStatement lock, PreparedStatement insert, PreparedStatement move, int first)
      throws SQLException {
    for (int i = 0; i < BATCH; i++) {
      lock.setLong(i + 1, first + i);
      move.setLong(2 * BATCH + i + 1, first + i);
    }
    try (ResultSet locked = lock.executeQuery()) {
      int row = 0;
      int parameter = 1;
      while (locked.next()) {
        long id = locked.getLong(1);
        long seq = locked.getLong(2);
        insert.setLong(parameter++, id);
        insert.setLong(parameter++, seq);
        insert.setInt(parameter++, 1);
        insert.setString(parameter++, "ceiling-" + seq);
        insert.setLong(parameter++, seq);
        insert.setString(parameter++, BODY);
        insert.setLong(parameter++, seq);
        move.setLong(2 * row + 1, id);
        move.setLong(2 * row + 2, seq + 1);
        row++;
      }
    }
    insert.executeUpdate();
    move.executeUpdate();
  }
}
