package rookery.server.db;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.RosterMessages.Privacy;
import rookery.server.log.StoreException;
import rookery.server.roster.RosterStore;

/// Friends and requests. What reads a whole roster, and what finds names, stands in [Rosters] and
/// [Names].
final class DbRosterStore implements RosterStore {
  private final Sql sql;
  private final IdBlocks ids;
  private final Rosters rosters;
  private final Names names;
  private final Privacies privacies;
  private final Nicknames nicknames;
  private final Gathered<Integer, List<Integer>> friends;

  DbRosterStore(Sql sql, IdBlocks ids) {
    this.sql = sql;
    this.ids = ids;
    this.rosters = new Rosters(sql);
    this.names = new Names(sql);
    this.privacies = new Privacies(sql);
    this.nicknames = new Nicknames(sql);
    this.friends = new Gathered<>(this::friends);
  }

  private static final String PERSON =
      """
      SELECT id, name, accepts_all FROM `user`
      WHERE id = :user AND status IN ('active', 'suspended')
      """;

  @Override
  public Optional<Person> person(int user) {
    return sql.query(PERSON)
        .set("user", user)
        .first(row -> new Person(row.id(1), row.text(2), row.flag(3)));
  }

  @Override
  public long version(int user) {
    return rosters.version(user);
  }

  @Override
  public Map<Integer, Long> versions(Collection<Integer> users) {
    return rosters.versions(users);
  }

  @Override
  public Roster roster(int user) {
    return rosters.of(user);
  }

  @Override
  public List<Integer> friends(int user) {
    return friends.get(user).orElse(List.of());
  }

  private static final String FRIENDS_OF =
      "SELECT user_id, friend_id FROM friend WHERE user_id IN (%s) ORDER BY user_id, friend_id";

  @Override
  public Map<Integer, List<Integer>> friends(Collection<Integer> users) {
    return users.isEmpty()
        ? Map.of()
        : sql
            .queryIn(FRIENDS_OF, List.copyOf(users))
            .list(row -> Map.entry(row.id(1), row.id(2)))
            .stream()
            .collect(
                Collectors.groupingBy(
                    Map.Entry::getKey,
                    Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static final String ARE_FRIENDS =
      "SELECT since_ts FROM friend WHERE user_id = :user AND friend_id = :other";

  @Override
  public boolean areFriends(int user, int other) {
    return sql.query(ARE_FRIENDS).set("user", user).set("other", other).any();
  }

  private static final String REQUESTED =
      "SELECT ts FROM friend_request WHERE from_id = :from AND to_id = :to";

  @Override
  public boolean requested(int from, int to) {
    return sql.query(REQUESTED).set("from", from).set("to", to).any();
  }

  private static final String INCOMING = "SELECT COUNT(*) FROM friend_request WHERE to_id = :user";

  private static final String OUTGOING =
      "SELECT COUNT(*) FROM friend_request WHERE from_id = :user";

  @Override
  public int openRequests(int user, boolean incoming) {
    return sql.query(incoming ? INCOMING : OUTGOING)
        .set("user", user)
        .first(row -> row.id(1))
        .orElse(0);
  }

  private static final String REQUEST =
      """
      INSERT INTO friend_request (from_id, to_id, note, ts) VALUES (:from, :to, :note, :ts)
      ON DUPLICATE KEY UPDATE note = VALUES(note), ts = VALUES(ts)
      """;

  @Override
  public void request(int from, int to, String note, long ts) {
    sql.transaction(transaction -> {
      transaction
          .statement(REQUEST)
          .set("from", from)
          .set("to", to)
          .set("note", note)
          .set("ts", ts)
          .run();
      return moveVersions(transaction, from, to);
    });
  }

  private static final String WITHDRAW =
      "DELETE FROM friend_request WHERE from_id = :from AND to_id = :to";

  @Override
  public boolean withdraw(int user, int other) {
    int low = Math.min(user, other);
    int high = Math.max(user, other);
    return sql.transaction(transaction -> {
      long gone =
          transaction.statement(WITHDRAW).set("from", low).set("to", high).run()
              + transaction.statement(WITHDRAW).set("from", high).set("to", low).run();
      return gone > 0 && moveVersions(transaction, low, high) > 0;
    });
  }

  private static final String MOVE_VERSIONS =
      "UPDATE `user` SET roster_version = roster_version + 1 WHERE id IN (:one, :two)";

  private static long moveVersions(Sql.Transaction transaction, int one, int two) {
    return transaction.statement(MOVE_VERSIONS).set("one", one).set("two", two).run();
  }

  @Override
  public boolean blocked(int user, int other) {
    return privacies.blocked(user, other);
  }

  @Override
  public List<Found.User> blockedBy(int user) {
    return privacies.blockedBy(user);
  }

  @Override
  public Privacy privacy(int user) {
    return privacies.of(user);
  }

  @Override
  public void setPrivacy(int user, Privacy privacy) {
    privacies.set(user, privacy);
  }

  @Override
  public String nickname(int user) {
    return nicknames.of(user);
  }

  @Override
  public Map<Integer, Long> setNickname(int user, String nickname) {
    return nicknames.set(user, nickname);
  }

  private static final String FELLOWS =
      """
      SELECT a.group_id
      FROM group_user a
      JOIN group_user b ON b.group_id = a.group_id AND b.user_id = :other
      WHERE a.user_id = :user
      LIMIT 1
      """;

  @Override
  public boolean fellows(int user, int other) {
    return sql.query(FELLOWS).set("user", user).set("other", other).any();
  }

  private static final String DIRECT =
      "SELECT id FROM conversation WHERE low_id = :low AND high_id = :high";

  private static final String INSERT_DIRECT =
      """
      INSERT INTO conversation (id, kind, low_id, high_id) VALUES (:id, 'direct', :low, :high)
      """;

  @Override
  public long direct(int low, int high) {
    OptionalLong there = directIfAny(low, high);
    if (there.isPresent()) {
      return there.getAsLong();
    }
    long id = ids.conversation();
    try {
      sql.change(
          INSERT_DIRECT, statement -> statement.set("id", id).set("low", low).set("high", high));
      return id;
    } catch (StoreException.Duplicate e) {
      return directIfAny(low, high).orElseThrow(() -> e);
    }
  }

  @Override
  public OptionalLong directIfAny(int low, int high) {
    return sql.query(DIRECT).set("low", low).set("high", high).list(row -> row.number(1)).stream()
        .mapToLong(Long::longValue)
        .findFirst();
  }

  @Override
  public Found find(String prefixKey, int limit) {
    return names.find(prefixKey, limit);
  }
}
