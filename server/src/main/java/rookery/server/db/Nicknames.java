package rookery.server.db;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The word beside a user's name, in `user`.
final class Nicknames {
  private final Sql sql;

  Nicknames(Sql sql) {
    this.sql = sql;
  }

  private static final String NICKNAME = "SELECT nickname FROM `user` WHERE id = :user";

  String of(int user) {
    return sql.query(NICKNAME).set("user", user).first(row -> row.text(1)).orElse("");
  }

  private static final String FRIENDS = "SELECT friend_id FROM friend WHERE user_id = :user";

  // One statement locks all rows in the order of their ids.
  private static final String SET =
      """
      UPDATE `user`
      SET nickname = CASE id WHEN ? THEN ? ELSE nickname END, roster_version = roster_version + 1
      WHERE id IN (%s)
      """;

  private static final String VERSIONS = "SELECT id, roster_version FROM `user` WHERE id IN (%s)";

  Map<Integer, Long> set(int user, String nickname) {
    return sql.transaction(transaction -> {
      List<Integer> users =
          new ArrayList<>(transaction.statement(FRIENDS).set("user", user).list(row -> row.id(1)));
      users.add(user);
      users.sort(null);
      String marks = Statement.rows(users.size(), "?");
      transaction.statement(SET.formatted(marks)).add(user, nickname).addAll(users).run();
      return transaction
          .statement(VERSIONS.formatted(marks))
          .addAll(users)
          .list(row -> Map.entry(row.id(1), row.number(2)))
          .stream()
          .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    });
  }
}
