package rookery.server.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rookery.protocol.RosterMessages.Presence;
import rookery.server.presence.PresenceStore;

/// The mirror of presence in `user.state`.
final class DbPresenceStore implements PresenceStore {
  private static final int USERS_AT_ONCE = 500;

  private final Sql sql;

  DbPresenceStore(Sql sql) {
    this.sql = sql;
  }

  @Override
  public void mirror(Map<Integer, Boolean> online) {
    for (boolean state : new boolean[] {true, false}) {
      List<Integer> users = new ArrayList<>();
      online.forEach((user, is) -> {
        if (is == state) {
          users.add(user);
        }
      });
      users.sort(null);
      write(users, Presence.word(state));
    }
  }

  private static final String WRITE = "UPDATE `user` SET state = ? WHERE id IN (%s) AND state <> ?";

  private void write(List<Integer> users, String word) {
    for (int from = 0; from < users.size(); from += USERS_AT_ONCE) {
      List<Integer> chunk = users.subList(from, Math.min(users.size(), from + USERS_AT_ONCE));
      sql.change(
          WRITE.formatted(Statement.rows(chunk.size(), "?")),
          statement -> statement.add(word).addAll(chunk).add(word));
    }
  }

  private static final String ONLINE =
      """
      SELECT id FROM `user` WHERE state = 'online' AND id > :after ORDER BY id LIMIT :limit
      """;

  @Override
  public List<Integer> online(int after, int limit) {
    return sql.query(ONLINE).set("after", after).set("limit", limit).list(row -> row.id(1));
  }

  private static final String ALL_OFFLINE =
      "UPDATE `user` SET state = 'offline' WHERE state <> 'offline'";

  @Override
  public void allOffline() {
    sql.change(ALL_OFFLINE, statement -> statement);
  }
}
