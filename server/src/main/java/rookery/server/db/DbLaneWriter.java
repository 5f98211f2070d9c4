package rookery.server.db;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbTransaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import rookery.server.log.Conversation;
import rookery.server.log.LogEntry;
import rookery.server.log.LogEntry.Kind;
import rookery.server.log.MemberChange;
import rookery.server.log.Members;
import rookery.server.log.MessageStore.Key;
import rookery.server.log.MessageStore.LaneWriter;
import rookery.server.log.MessageStore.Locked;
import rookery.server.log.MessageStore.Stored;

/// One lane's transactions, on a connection of its own.
final class DbLaneWriter implements LaneWriter {
  private static final Logger LOG = System.getLogger(DbLaneWriter.class.getName());

  private final KeptConnection connection;
  private final DbClient client;
  private final Disk disk;
  private final UnderLock underLock = new UnderLock(this::statement);
  private final Touches touches = new Touches(this::statement);
  private final Entries reading = new Entries(this::statement);
  private @Nullable DbTransaction open;

  /// Users whose roster the open transaction changed. Their rows are locked last and in order, so
  /// that two lanes do not wait for each other.
  private final SortedSet<Integer> rosters = new TreeSet<>();

  DbLaneWriter(KeptConnection connection, Disk disk) {
    this.connection = connection;
    this.client = connection.client();
    this.disk = disk;
  }

  private Statement statement(String text) {
    DbTransaction transaction = open;
    if (transaction == null) {
      transaction = client.transaction();
      open = transaction;
    }
    return new Statement(transaction, text, Disk.DONE);
  }

  @Override
  public Map<Long, Locked> lock(List<Long> ids) {
    if (open == null) {
      connection.refresh();
    }
    return underLock.lock(ids);
  }

  @Override
  public Members members(Locked locked) {
    return underLock.members(locked);
  }

  @Override
  public Map<Key, Stored> stored(Collection<Key> keys) {
    return underLock.stored(keys);
  }

  @Override
  public Optional<LogEntry> target(long conversation, long seq, int user) {
    return reading.under(conversation, seq, user);
  }

  private static final String INSERT =
      """
      INSERT INTO entry
        (conversation_id, seq, kind, sender_id, cmid, target_seq, touched_seq, subject_id,
          mentions, body, ts)
      VALUES %s
      """;

  private static final String ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final String MOVE =
      """
      UPDATE conversation
      SET next_seq = CASE id %s ELSE next_seq END, changed_at = CURRENT_TIMESTAMP(3)
      WHERE id IN (%s)
      """;

  @Override
  public void append(List<LogEntry> entries, Map<Long, Long> nextSeqs) {
    Statement insert = statement(INSERT.formatted(Statement.rows(entries.size(), ROW)));
    for (LogEntry entry : entries) {
      insert.add(
          entry.conversation(),
          entry.seq(),
          entry.kind().word(),
          entry.sender(),
          entry.cmid(),
          entry.target() == 0 ? null : entry.target(),
          entry.seq(),
          entry.subject() == 0 ? null : entry.subject(),
          entry.mentions().isEmpty() ? null : entry.mentions(),
          // The words of a text stand in one place, so that they can be taken from there.
          entry.kind() == Kind.EDIT ? "" : entry.body(),
          entry.ts());
    }
    insert.run();
    List<Long> ids = new ArrayList<>(nextSeqs.keySet());
    Statement move =
        statement(
            MOVE.formatted("WHEN ? THEN ? ".repeat(ids.size()), Statement.rows(ids.size(), "?")));
    ids.forEach(id -> move.add(id, nextSeqs.get(id)));
    move.addAll(ids).run();
    entries.stream().filter(entry -> entry.kind().touches()).forEach(touches::apply);
  }

  @Override
  public void apply(Conversation conversation, MemberChange change, long seq, long ts) {
    new MemberChanges(this::statement, conversation.id(), seq, ts).apply(conversation, change);
    rosters.addAll(MemberChanges.rostersOf(change));
  }

  private static final String ROSTERS =
      "UPDATE `user` SET roster_version = roster_version + 1 WHERE id IN (%s)";

  @Override
  public void commit() {
    if (!rosters.isEmpty()) {
      statement(ROSTERS.formatted(Statement.rows(rosters.size(), "?"))).addAll(rosters).run();
      rosters.clear();
    }
    DbTransaction transaction = open;
    if (transaction != null) {
      disk.keep(() -> {
        Sql.commit(transaction);
        return transaction;
      });
      open = null;
    }
  }

  @Override
  public void rollback() {
    DbTransaction transaction = open;
    open = null;
    rosters.clear();
    if (transaction != null) {
      try {
        transaction.rollback();
      } catch (RuntimeException e) {
        // A connection that cannot roll back, or did not say whether it committed, is not used
        // again; its end ends the transaction.
        LOG.log(Level.DEBUG, "rollback failed, the connection goes", e);
        connection.discard();
      }
    }
  }

  @Override
  public void ping() {
    connection.ping();
  }

  @Override
  public void close() {
    rollback();
    connection.close();
  }
}
