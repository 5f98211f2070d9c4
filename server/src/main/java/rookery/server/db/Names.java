package rookery.server.db;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import rookery.protocol.RosterMessages.Found;

/// Finds users and groups by the beginning of their name, or by id.
final class Names {
  /// What fits an id.
  private static final Pattern ID = Pattern.compile("[0-9]{1,10}");

  private final Sql sql;

  Names(Sql sql) {
    this.sql = sql;
  }

  private static final String USER =
      """
      SELECT id, name, nickname FROM `user`
      WHERE id = :id AND status IN ('active', 'suspended')
      """;

  private static final String USERS =
      """
      SELECT id, name, nickname FROM `user` WHERE name_key LIKE :prefix ESCAPE '!' AND findable = TRUE
      ORDER BY name_key LIMIT :limit
      """;

  private static final String GROUP =
      "SELECT id, groupname, groupdesc FROM all_group WHERE id = :id AND dissolved = FALSE";

  private static final String GROUPS =
      """
      SELECT id, groupname, groupdesc FROM all_group WHERE name_key LIKE :prefix ESCAPE '!' AND dissolved = FALSE
      ORDER BY name_key, id LIMIT :limit
      """;

  Found find(String prefixKey, int limit) {
    return new Found(
        find(
            USER,
            USERS,
            prefixKey,
            limit,
            row -> new Found.User(row.id(1), row.text(2), row.text(3))),
        find(
            GROUP,
            GROUPS,
            prefixKey,
            limit,
            row -> new Found.Group(row.id(1), row.text(2), row.text(3))));
  }

  private <T> List<T> find(
      String byId, String byName, String prefixKey, int limit, Function<Row, T> mapper) {
    SequencedSet<T> found = new LinkedHashSet<>();
    if (ID.matcher(prefixKey).matches()) {
      found.addAll(sql.query(byId).set("id", Long.parseLong(prefixKey)).list(mapper));
    }
    found.addAll(
        sql.query(byName).set("prefix", escaped(prefixKey) + "%").set("limit", limit).list(mapper));
    List<T> list = new ArrayList<>(found);
    return list.subList(0, Math.min(limit, list.size()));
  }

  static String escaped(String prefix) {
    return prefix.replace("!", "!!").replace("%", "!%").replace("_", "!_");
  }
}
