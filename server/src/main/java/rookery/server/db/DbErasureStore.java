package rookery.server.db;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import rookery.server.account.ErasureStore;
import rookery.server.roster.RosterStore.Person;

/// Takes accounts out of the tables, step by step; `user.status` says how far it is.
final class DbErasureStore implements ErasureStore {
  private final Sql sql;

  DbErasureStore(Sql sql) {
    this.sql = sql;
  }

  // No name can hold a control character, so that nobody can want this one.
  private static final String BEGIN =
      """
      UPDATE `user`
      SET status = 'erasing', name = 'erased', name_key = :key, nickname = '', password = '',
        opens = 'nobody', findable = FALSE, accepts_all = FALSE
      WHERE id = :user AND\
      """;

  private static final String BEGIN_BY_PASSWORD = BEGIN + " password = :hash AND status = 'active'";

  private static final String BEGIN_ANYHOW = BEGIN + " status IN ('active', 'suspended')";

  private static final String REQUESTS =
      """
      SELECT to_id FROM friend_request WHERE from_id = :user
      UNION
      SELECT from_id FROM friend_request WHERE to_id = :user
      ORDER BY 1
      """;

  private static final String NO_REQUESTS =
      "DELETE FROM friend_request WHERE from_id = :user OR to_id = :user";

  private static final String MOVE_ROSTERS =
      "UPDATE `user` SET roster_version = roster_version + 1 WHERE id IN (%s)";

  @Override
  public boolean begin(int user, String hash) {
    return begin(user, statements -> statements.statement(BEGIN_BY_PASSWORD).set("hash", hash));
  }

  @Override
  public boolean begin(int user) {
    return begin(user, statements -> statements.statement(BEGIN_ANYHOW));
  }

  private boolean begin(int user, Function<Sql.Transaction, Statement> begin) {
    return sql.transaction(transaction -> {
      boolean begun =
          begin.apply(transaction).set("key", "\u0001" + user).set("user", user).run() > 0;
      if (begun) {
        transaction.statement(DbDeviceStore.END_ALL).set("user", user).set("but", "").run();
        List<Integer> others =
            transaction.statement(REQUESTS).set("user", user).list(row -> row.id(1));
        transaction.statement(NO_REQUESTS).set("user", user).run();
        if (!others.isEmpty()) {
          transaction
              .statement(MOVE_ROSTERS.formatted(Statement.rows(others.size(), "?")))
              .addAll(others)
              .run();
        }
      }
      return begun;
    });
  }

  private static final String BEGUN = "SELECT id FROM `user` WHERE status = 'erasing' ORDER BY id";

  @Override
  public List<Integer> begun() {
    return sql.query(BEGUN).list(row -> row.id(1));
  }

  private static final String STAYS =
      """
      SELECT c.id, c.low_id, c.high_id, c.group_id, MAX(r.from_seq)
      FROM member_range r
      JOIN conversation c ON c.id = r.conversation_id
      WHERE r.user_id = :user AND r.conversation_id > :after
      GROUP BY c.id, c.low_id, c.high_id, c.group_id
      ORDER BY c.id
      LIMIT :limit
      """;

  @Override
  public List<Stay> stays(int user, long after, int limit) {
    return sql.query(STAYS)
        .set("user", user)
        .set("after", after)
        .set("limit", limit)
        .list(row -> new Stay(row.conversation(1), row.number(5)));
  }

  private static final String STORED =
      """
      SELECT seq FROM entry
      WHERE conversation_id = :conversation AND sender_id = :user AND cmid = :cmid
      """;

  @Override
  public OptionalLong stored(long conversation, int user, String cmid) {
    return sql
        .query(STORED)
        .set("conversation", conversation)
        .set("user", user)
        .set("cmid", cmid)
        .list(row -> row.number(1))
        .stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  private static final String HEIR =
      """
      SELECT g.user_id, u.name
      FROM group_user g
      JOIN `user` u ON u.id = g.user_id
      JOIN conversation c ON c.group_id = g.group_id
      JOIN member_range r ON r.conversation_id = c.id AND r.user_id = g.user_id
        AND r.to_seq = 9223372036854775807
      WHERE g.group_id = :group AND g.user_id <> :user AND u.status IN ('active', 'suspended')
      ORDER BY CASE g.role WHEN 'admin' THEN 0 ELSE 1 END, r.from_seq, g.user_id
      LIMIT 1
      """;

  @Override
  public Optional<Person> heir(int group, int user) {
    return sql.query(HEIR)
        .set("group", group)
        .set("user", user)
        .first(row -> new Person(row.id(1), row.text(2), false));
  }

  private static final String TEXTS =
      """
      SELECT seq FROM entry
      WHERE conversation_id = :conversation AND sender_id = :user AND kind = 'text'
        AND seq < :seq
      LIMIT :limit
      """;

  @Override
  public int blank(long conversation, int user, long seq, int limit) {
    return sql.transaction(transaction -> {
      Blanks blanks = new Blanks(transaction::statement, conversation);
      blanks.lock();
      List<Long> texts =
          transaction
              .statement(TEXTS)
              .set("conversation", conversation)
              .set("user", user)
              .set("seq", seq)
              .set("limit", limit)
              .list(row -> row.number(1));
      blanks.blank(texts, seq);
      int taken = texts.size();
      taken += blanks.reactions(user, seq, limit - taken);
      return taken + blanks.notices(user, seq, limit - taken);
    });
  }

  private static final List<String> FORGET =
      Stream.of(
              "device_cursor WHERE user_id = :user",
              "read_cursor WHERE user_id = :user",
              "user_block WHERE user_id = :user OR blocked_id = :user",
              "group_ban WHERE user_id = :user",
              "group_mute WHERE user_id = :user",
              "group_invite WHERE user_id = :user OR by_id = :user",
              "group_code WHERE by_id = :user",
              "join_request WHERE user_id = :user",
              "friend_request WHERE from_id = :user OR to_id = :user")
          .map("DELETE FROM "::concat)
          .toList();

  private static final String FINISH =
      "UPDATE `user` SET status = 'erased', nickname = '', state = 'offline' WHERE id = :user";

  @Override
  public void finish(int user) {
    sql.transaction(transaction -> {
      FORGET.forEach(text -> transaction.statement(text).set("user", user).run());
      return transaction.statement(FINISH).set("user", user).run();
    });
  }
}
