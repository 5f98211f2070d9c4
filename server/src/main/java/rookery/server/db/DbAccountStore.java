package rookery.server.db;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rookery.server.account.AccountStore;
import rookery.server.log.StoreException;

/// Accounts in `user`, devices and the hashes of their tokens in `device`.
final class DbAccountStore implements AccountStore {
  private final Sql sql;
  private final IdBlocks ids;

  DbAccountStore(Sql sql, IdBlocks ids) {
    this.sql = sql;
    this.ids = ids;
  }

  private static final String REGISTER =
      """
      INSERT INTO `user` (id, name, name_key, password, created_ts)
      VALUES (:id, :name, :name_key, :hash, :ts)
      """;

  @Override
  public Optional<Integer> register(String name, String nameKey, String hash, long ts) {
    // Looked at first so that a name that is taken costs no id.
    if (byNameKey(nameKey).isPresent()) {
      return Optional.empty();
    }
    int id = ids.user();
    try {
      sql.change(
          REGISTER,
          statement ->
              statement
                  .set("id", id)
                  .set("name", name)
                  .set("name_key", nameKey)
                  .set("hash", hash)
                  .set("ts", ts));
      return Optional.of(id);
    } catch (StoreException.Duplicate e) {
      return Optional.empty();
    }
  }

  private static final String BY_ID = "SELECT id, name, password FROM `user` WHERE id = :id";

  @Override
  public Optional<Account> byId(int id) {
    return sql.query(BY_ID).set("id", id).first(DbAccountStore::account);
  }

  private static final String BY_NAME_KEY =
      "SELECT id, name, password FROM `user` WHERE name_key = :name_key";

  @Override
  public Optional<Account> byNameKey(String nameKey) {
    return sql.query(BY_NAME_KEY).set("name_key", nameKey).first(DbAccountStore::account);
  }

  private static Account account(Row row) {
    return new Account(row.id(1), row.text(2), row.text(3));
  }

  private static final String SIGN_IN =
      """
      INSERT INTO device (user_id, device_id, token_hash, token_ts, created_ts)
      VALUES (:user, :device, :token, :ts, :ts)
      ON DUPLICATE KEY UPDATE
        token_hash = VALUES(token_hash), token_next = NULL, token_ts = VALUES(token_ts)
      """;

  @Override
  public void signIn(int user, String device, @Nullable String tokenHash, long ts) {
    sql.change(
        SIGN_IN,
        statement ->
            statement
                .set("user", user)
                .set("device", device)
                .set("token", tokenHash)
                .set("ts", ts));
  }

  // Two indexes: each half takes one.
  private static final String BY_TOKEN =
      """
      SELECT d.user_id, u.name, d.device_id, 0, d.token_ts
      FROM device d JOIN `user` u ON u.id = d.user_id WHERE d.token_hash = :token
      UNION ALL
      SELECT d.user_id, u.name, d.device_id, 1, d.token_ts
      FROM device d JOIN `user` u ON u.id = d.user_id WHERE d.token_next = :token
      """;

  @Override
  public Optional<TokenOwner> byToken(String tokenHash) {
    return sql.query(BY_TOKEN)
        .set("token", tokenHash)
        .first(
            row -> new TokenOwner(row.id(1), row.text(2), row.text(3), row.flag(4), row.number(5)));
  }

  private static final String ADOPT =
      """
      UPDATE device SET token_hash = :token, token_next = NULL, token_ts = :ts
      WHERE user_id = :user AND device_id = :device AND token_next = :token
      """;

  @Override
  public void adoptNext(int user, String device, String tokenHash, long ts) {
    sql.change(
        ADOPT,
        statement ->
            statement
                .set("token", tokenHash)
                .set("ts", ts)
                .set("user", user)
                .set("device", device));
  }

  private static final String OFFER =
      """
      UPDATE device SET token_next = :token
      WHERE user_id = :user AND device_id = :device AND token_hash IS NOT NULL
      """;

  @Override
  public void offerNext(int user, String device, String nextHash) {
    sql.change(
        OFFER,
        statement -> statement.set("token", nextHash).set("user", user).set("device", device));
  }

  private static final String END =
      """
      UPDATE device SET token_hash = NULL, token_next = NULL
      WHERE user_id = :user AND device_id = :device
      """;

  @Override
  public void endTokens(int user, String device) {
    sql.change(END, statement -> statement.set("user", user).set("device", device));
  }
}
