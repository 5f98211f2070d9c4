package rookery.server.db;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rookery.protocol.SelfMessages.Devices.Device;
import rookery.server.account.DeviceStore;

/// Devices and the hashes of their tokens, in `device`.
final class DbDeviceStore implements DeviceStore {
  private final Sql sql;

  DbDeviceStore(Sql sql) {
    this.sql = sql;
  }

  // The lock keeps a change of the password, and with it the end of all devices, apart.
  private static final String STILL =
      """
      SELECT id FROM `user`
      WHERE id = :user AND password = :hash AND status = 'active' FOR UPDATE
      """;

  private static final String SIGN_IN =
      """
      INSERT INTO device (user_id, device_id, token_hash, token_ts, created_ts, seen_ts)
      VALUES (:user, :device, :token, :ts, :ts, :ts)
      ON DUPLICATE KEY UPDATE
        token_hash = VALUES(token_hash), token_next = NULL, token_ts = VALUES(token_ts),
        seen_ts = VALUES(seen_ts), ended_at = NULL
      """;

  @Override
  public boolean signIn(
      int user, String passwordHash, String device, @Nullable String tokenHash, long ts) {
    return sql.transaction(transaction -> {
      boolean still =
          transaction.statement(STILL).set("user", user).set("hash", passwordHash).any();
      if (still) {
        transaction
            .statement(SIGN_IN)
            .set("user", user)
            .set("device", device)
            .set("token", tokenHash)
            .set("ts", ts)
            .run();
      }
      return still;
    });
  }

  private static final String KNOWN =
      "SELECT 1 FROM device WHERE user_id = :user AND device_id = :device AND ended_at IS NULL";

  @Override
  public boolean known(int user, String device) {
    return sql.query(KNOWN).set("user", user).set("device", device).any();
  }

  // Two indexes: each half takes one.
  private static final String BY_TOKEN =
      """
      SELECT d.user_id, u.name, d.device_id, 0, d.token_ts, d.seen_ts
      FROM device d JOIN `user` u ON u.id = d.user_id WHERE d.token_hash = :token
      UNION ALL
      SELECT d.user_id, u.name, d.device_id, 1, d.token_ts, d.seen_ts
      FROM device d JOIN `user` u ON u.id = d.user_id WHERE d.token_next = :token
      """;

  @Override
  public Optional<TokenOwner> byToken(String tokenHash) {
    return sql.query(BY_TOKEN)
        .set("token", tokenHash)
        .first(row ->
            new TokenOwner(
                row.id(1), row.text(2), row.text(3), row.flag(4), row.number(5), row.number(6)));
  }

  private static final String ADOPT =
      """
      UPDATE device SET token_hash = :token, token_next = NULL, token_ts = :ts, seen_ts = :ts
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

  private static final String SEEN =
      "UPDATE device SET seen_ts = :ts WHERE user_id = :user AND device_id = :device";

  @Override
  public void seen(int user, String device, long ts) {
    sql.change(SEEN, statement -> statement.set("ts", ts).set("user", user).set("device", device));
  }

  private static final String END_TOKENS =
      """
      UPDATE device SET token_hash = NULL, token_next = NULL
      WHERE user_id = :user AND device_id = :device
      """;

  @Override
  public void endTokens(int user, String device) {
    sql.change(END_TOKENS, statement -> statement.set("user", user).set("device", device));
  }

  // Who has logged out has no token; the classic form never has one.
  private static final String SIGNED_IN =
      """
      SELECT device_id, created_ts, seen_ts
      FROM device
      WHERE user_id = :user AND ended_at IS NULL
        AND (token_hash IS NOT NULL OR device_id = 'classic')
      ORDER BY seen_ts DESC, device_id
      LIMIT :limit
      """;

  @Override
  public List<Device> signedIn(int user, int limit) {
    return sql.query(SIGNED_IN)
        .set("user", user)
        .set("limit", limit)
        .list(row -> new Device(row.text(1), row.number(2), row.number(3), false));
  }

  private static final String END =
      """
      UPDATE device SET token_hash = NULL, token_next = NULL, ended_at = LOCALTIMESTAMP(3)
      WHERE user_id = :user AND device_id = :device AND ended_at IS NULL
        AND (token_hash IS NOT NULL OR device_id = 'classic')
      """;

  @Override
  public boolean end(int user, String device) {
    return sql.change(END, statement -> statement.set("user", user).set("device", device)) > 0;
  }

  /// All devices of a user but one; for other transactions too.
  static final String END_ALL =
      """
      UPDATE device SET token_hash = NULL, token_next = NULL, ended_at = LOCALTIMESTAMP(3)
      WHERE user_id = :user AND device_id <> :but AND ended_at IS NULL
      """;

  @Override
  public void endAll(int user, String but) {
    sql.change(END_ALL, statement -> statement.set("user", user).set("but", but));
  }

  private static final String ENDED =
      """
      SELECT user_id, device_id
      FROM device
      WHERE ended_at >= TIMESTAMPADD(MICROSECOND, :ago, LOCALTIMESTAMP(3))
      """;

  @Override
  public List<Ended> endedWithin(Duration age) {
    return sql.query(ENDED)
        .set("ago", -age.toNanos() / 1_000)
        .list(row -> new Ended(row.id(1), row.text(2)));
  }
}
