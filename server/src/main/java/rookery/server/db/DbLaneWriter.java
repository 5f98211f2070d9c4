package rookery.server.db;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbTransaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Role;
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

  private static final String LOCK =
      """
      SELECT id, low_id, high_id, group_id, next_seq, member_version
      FROM conversation
      WHERE id IN (%s)
      ORDER BY id
      FOR UPDATE
      """;

  @Override
  public Map<Long, Locked> lock(List<Long> ids) {
    if (open == null) {
      connection.refresh();
    }
    List<Locked> rows =
        statement(LOCK.formatted(Statement.rows(ids.size(), "?")))
            .addAll(ids)
            .list(row -> new Locked(row.conversation(1), row.number(5), row.number(6)));
    Map<Long, Locked> locked = new HashMap<>();
    rows.forEach(row -> locked.put(row.conversation().id(), row));
    return locked;
  }

  private static final String DIRECT_MEMBERS =
      """
      SELECT user_id FROM member_range
      WHERE conversation_id = :conversation AND to_seq = 9223372036854775807
      """;

  private static final String GROUP_MEMBERS =
      """
      SELECT r.user_id, g.role
      FROM member_range r
      JOIN group_user g ON g.group_id = :group AND g.user_id = r.user_id
      WHERE r.conversation_id = :conversation AND r.to_seq = 9223372036854775807
      """;

  @Override
  public Members members(Locked locked) {
    Conversation conversation = locked.conversation();
    List<Map.Entry<Integer, Role>> rows =
        switch (conversation) {
          case Conversation.Direct(long id, _, _) ->
              statement(DIRECT_MEMBERS)
                  .set("conversation", id)
                  .list(row -> Map.entry(row.id(1), Role.NORMAL));
          case Conversation.Group(long id, int group) ->
              statement(GROUP_MEMBERS)
                  .set("group", group)
                  .set("conversation", id)
                  .list(row -> Map.entry(row.id(1), row.role(2)));
        };
    Map<Integer, Role> roles = HashMap.newHashMap(rows.size());
    rows.forEach(row -> roles.put(row.getKey(), row.getValue()));
    return new Members(conversation, locked.memberVersion(), friends(conversation), roles);
  }

  private static final String FRIENDS =
      """
      SELECT user_id FROM friend WHERE user_id = :low AND friend_id = :high
      """;

  private boolean friends(Conversation conversation) {
    return conversation instanceof Conversation.Direct(_, int low, int high)
        && !statement(FRIENDS).set("low", low).set("high", high).list(row -> row.id(1)).isEmpty();
  }

  private static final String STORED =
      """
      SELECT conversation_id, sender_id, cmid, seq, ts
      FROM entry
      WHERE (conversation_id, sender_id, cmid) IN (%s)
      """;

  private static final int KEYS_AT_ONCE = 200;

  @Override
  public Map<Key, Stored> stored(Collection<Key> keys) {
    List<Key> wanted = List.copyOf(keys);
    Map<Key, Stored> stored = new HashMap<>();
    for (int from = 0; from < wanted.size(); from += KEYS_AT_ONCE) {
      List<Key> chunk = wanted.subList(from, Math.min(wanted.size(), from + KEYS_AT_ONCE));
      Statement statement = statement(STORED.formatted(Statement.rows(chunk.size(), "(?, ?, ?)")));
      chunk.forEach(key -> statement.add(key.conversation(), key.sender(), key.cmid()));
      statement
          .list(row ->
              Map.entry(
                  new Key(row.number(1), row.id(2), row.text(3)),
                  new Stored(row.number(4), row.number(5))))
          .forEach(row -> stored.put(row.getKey(), row.getValue()));
    }
    return stored;
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
