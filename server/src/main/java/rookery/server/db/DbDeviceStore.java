package rookery.server.db;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import rookery.protocol.SelfMessages.Devices.Device;
import rookery.server.account.DeviceStore;

/// Devices and the hashes of their tokens, in `device`.
final class DbDeviceStore implements DeviceStore {
  private final Sql sql;
  private final Gathered<String, TokenOwner> owners;
  private final Gathered<Change, Boolean> changes;

  private record Change(
      String text, int user, String device, UnaryOperator<Statement> parameters) {}

  DbDeviceStore(Sql sql) {
    this.sql = sql;
    this.owners = new Gathered<>(this::byTokens);
    this.changes = new Gathered<>(this::changeAll);
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
      SELECT d.user_id, u.name, d.device_id, 0, d.token_ts, d.seen_ts, d.token_hash
      FROM device d JOIN `user` u ON u.id = d.user_id WHERE d.token_hash IN (%s)
      UNION ALL
      SELECT d.user_id, u.name, d.device_id, 1, d.token_ts, d.seen_ts, d.token_next
      FROM device d JOIN `user` u ON u.id = d.user_id WHERE d.token_next IN (%s)
      """;

  @Override
  public Optional<TokenOwner> byToken(String tokenHash) {
    return owners.get(tokenHash);
  }

  private Map<String, TokenOwner> byTokens(List<String> hashes) {
    Map<String, TokenOwner> found = new HashMap<>();
    sql.queryIn(BY_TOKEN, hashes)
        .list(row ->
            Map.entry(
                row.text(7),
                new TokenOwner(
                    row.id(1),
                    row.text(2),
                    row.text(3),
                    row.flag(4),
                    row.number(5),
                    row.number(6))))
        .forEach(owner -> found.putIfAbsent(owner.getKey(), owner.getValue()));
    return found;
  }

  private static final String ADOPT =
      """
      UPDATE device SET token_hash = :token, token_next = NULL, token_ts = :ts, seen_ts = :ts
      WHERE user_id = :user AND device_id = :device AND token_next = :token
      """;

  @Override
  public void adoptNext(int user, String device, String tokenHash, long ts) {
    change(ADOPT, user, device, statement -> statement.set("token", tokenHash).set("ts", ts));
  }

  private static final String OFFER =
      """
      UPDATE device SET token_next = :token
      WHERE user_id = :user AND device_id = :device AND token_hash IS NOT NULL
      """;

  @Override
  public void offerNext(int user, String device, String nextHash) {
    change(OFFER, user, device, statement -> statement.set("token", nextHash));
  }

  private static final String SEEN =
      "UPDATE device SET seen_ts = :ts WHERE user_id = :user AND device_id = :device";

  @Override
  public void seen(int user, String device, long ts) {
    change(SEEN, user, device, statement -> statement.set("ts", ts));
  }

  /// Changes one device, in one transaction with others: a commit for each would be the dearest
  /// part of a resume.
  private void change(String text, int user, String device, UnaryOperator<Statement> parameters) {
    Map<Change, Boolean> _ = changes.all(List.of(new Change(text, user, device, parameters)));
  }

  private Map<Change, Boolean> changeAll(List<Change> devices) {
    return sql.transaction(transaction -> {
      // All who change rows side by side lock them in one order.
      devices.stream()
          .sorted(Comparator.comparingInt(Change::user).thenComparing(Change::device))
          .forEach(change ->
              change
                  .parameters
                  .apply(transaction.statement(change.text))
                  .set("user", change.user)
                  .set("device", change.device)
                  .run());
      return Map.of();
    });
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
