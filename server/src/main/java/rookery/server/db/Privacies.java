package rookery.server.db;

import java.util.List;
import java.util.stream.Stream;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.RosterMessages.Opens;
import rookery.protocol.RosterMessages.Privacy;

/// Whom users have blocked, and what they let others do.
final class Privacies {
  private static final Privacy DEFAULT = new Privacy(Opens.FELLOWS, true, false);

  private final Sql sql;

  Privacies(Sql sql) {
    this.sql = sql;
  }

  private static final String BLOCKED =
      "SELECT since_ts FROM user_block WHERE user_id = :user AND blocked_id = :other";

  boolean blocked(int user, int other) {
    return sql.query(BLOCKED).set("user", user).set("other", other).any();
  }

  private static final String BLOCKED_BY =
      """
      SELECT b.blocked_id, u.name
      FROM user_block b
      JOIN `user` u ON u.id = b.blocked_id
      WHERE b.user_id = :user
      ORDER BY b.blocked_id
      """;

  List<Found.User> blockedBy(int user) {
    return sql.query(BLOCKED_BY)
        .set("user", user)
        .list(row -> new Found.User(row.id(1), row.text(2)));
  }

  private static final String PRIVACY =
      "SELECT opens, findable, accepts_all FROM `user` WHERE id = :user";

  Privacy of(int user) {
    return sql.query(PRIVACY)
        .set("user", user)
        .first(row -> new Privacy(opens(row.text(1)), row.flag(2), row.flag(3)))
        .orElse(DEFAULT);
  }

  private static Opens opens(String word) {
    return Stream.of(Opens.values())
        .filter(opens -> opens.word().equals(word))
        .findFirst()
        .orElse(Opens.NOBODY); // a newer server's word: on the safe side
  }

  private static final String SET =
      """
      UPDATE `user` SET opens = :opens, findable = :findable, accepts_all = :accepts_all
      WHERE id = :user
      """;

  void set(int user, Privacy privacy) {
    sql.change(
        SET,
        statement ->
            statement
                .set("opens", privacy.opens().word())
                .set("findable", privacy.findable())
                .set("accepts_all", privacy.acceptAll())
                .set("user", user));
  }
}
