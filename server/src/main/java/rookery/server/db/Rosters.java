package rookery.server.db;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import rookery.protocol.SyncMessages.Synced;
import rookery.server.roster.RosterStore.Roster;

/// Reads a whole roster.
///
/// Its version moves in the transaction of each change, so that lists that were read between two
/// looks at one version belong together.
final class Rosters {
  /// A roster that changes all the time is returned mixed at last, under the version from before:
  /// the next sync finds a newer one.
  private static final int TRIES = 3;

  private final Sql sql;
  private final Gathered<Integer, Long> versions;

  Rosters(Sql sql) {
    this.sql = sql;
    this.versions = new Gathered<>(this::read);
  }

  private static final String VERSIONS = "SELECT id, roster_version FROM `user` WHERE id IN (%s)";

  /// 0 for a user who is not there.
  long version(int user) {
    return versions.get(user).orElse(0L);
  }

  /// Without those who are not there.
  Map<Integer, Long> versions(Collection<Integer> users) {
    return versions.all(users);
  }

  private Map<Integer, Long> read(List<Integer> users) {
    return sql.queryIn(VERSIONS, users).map(row -> row.id(1), row -> row.number(2));
  }

  Roster of(int user) {
    long version = version(user);
    for (int attempt = 1; ; attempt++) {
      var roster = new Roster(version, friends(user), requests(user), groups(user));
      long now = version(user);
      if (now == version || attempt == TRIES) {
        return roster;
      }
      version = now;
    }
  }

  private static final String FRIENDS =
      """
      SELECT f.friend_id, u.name, c.id, u.nickname
      FROM friend f
      JOIN `user` u ON u.id = f.friend_id
      JOIN conversation c ON c.low_id = LEAST(f.user_id, f.friend_id)
        AND c.high_id = GREATEST(f.user_id, f.friend_id)
      WHERE f.user_id = :user
      ORDER BY f.friend_id
      """;

  private List<Synced.Friend> friends(int user) {
    return sql.query(FRIENDS)
        .set("user", user)
        .list(row -> new Synced.Friend(row.id(1), row.text(2), row.number(3), row.text(4)));
  }

  private static final String REQUESTS =
      """
      SELECT r.from_id, u.name, r.note, r.ts, 1
      FROM friend_request r JOIN `user` u ON u.id = r.from_id WHERE r.to_id = :user
        AND NOT EXISTS (SELECT b.user_id FROM user_block b
          WHERE b.user_id = :user AND b.blocked_id = r.from_id)
      UNION ALL
      SELECT r.to_id, u.name, r.note, r.ts, 0
      FROM friend_request r JOIN `user` u ON u.id = r.to_id WHERE r.from_id = :user
      ORDER BY 4, 1
      """;

  private List<Synced.FriendRequest> requests(int user) {
    return sql.query(REQUESTS)
        .set("user", user)
        .list(row ->
            new Synced.FriendRequest(
                row.id(1), row.text(2), row.text(3), row.number(4), row.flag(5)));
  }

  private static final String GROUPS =
      """
      SELECT g.id, g.groupname, g.groupdesc, m.role, c.id
      FROM group_user m
      JOIN all_group g ON g.id = m.group_id
      JOIN conversation c ON c.group_id = g.id
      WHERE m.user_id = :user
      ORDER BY g.id
      """;

  private List<Synced.Group> groups(int user) {
    return sql.query(GROUPS)
        .set("user", user)
        .list(row ->
            new Synced.Group(row.id(1), row.text(2), row.text(3), row.role(4), row.number(5)));
  }
}
