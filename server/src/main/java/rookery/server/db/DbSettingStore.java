package rookery.server.db;

import java.util.Map;
import java.util.stream.Collectors;
import rookery.server.account.SettingStore;

/// What the keeper decided, in `setting` and `register_code`.
final class DbSettingStore implements SettingStore {
  private final Sql sql;

  DbSettingStore(Sql sql) {
    this.sql = sql;
  }

  private static final String ALL = "SELECT name, content FROM setting";

  @Override
  public Map<String, String> all() {
    return sql.query(ALL).list(row -> Map.entry(row.text(1), row.text(2))).stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static final String SET =
      """
      INSERT INTO setting (name, content) VALUES (:name, :content)
      ON DUPLICATE KEY UPDATE content = VALUES(content)
      """;

  @Override
  public void set(String name, String content) {
    sql.change(SET, statement -> statement.set("name", name).set("content", content));
  }

  private static final String OVER = "DELETE FROM register_code WHERE until_ts <= :ts";

  private static final String ADD =
      "INSERT INTO register_code (code, until_ts) VALUES (:code, :until)";

  @Override
  public void addCode(String code, long ts, long until) {
    sql.change(OVER, statement -> statement.set("ts", ts));
    sql.change(ADD, statement -> statement.set("code", code).set("until", until));
  }

  private static final String UNTIL =
      "SELECT until_ts FROM register_code WHERE code = :code AND until_ts > :ts FOR UPDATE";

  private static final String TAKE = "DELETE FROM register_code WHERE code = :code";

  @Override
  public long takeCode(String code, long ts) {
    return sql.transaction(transaction -> {
      long until =
          transaction
              .statement(UNTIL)
              .set("code", code)
              .set("ts", ts)
              .first(row -> row.number(1))
              .orElse(0L);
      return until > 0 && transaction.statement(TAKE).set("code", code).run() > 0 ? until : 0L;
    });
  }
}
