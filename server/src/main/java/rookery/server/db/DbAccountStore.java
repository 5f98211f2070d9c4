package rookery.server.db;

import java.util.Optional;
import rookery.server.account.AccountStore;
import rookery.server.log.StoreException;

/// Accounts, in `user`.
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

  private static final String BY_ID =
      """
      SELECT id, name, password, created_ts, status FROM `user`
      WHERE id = :id AND status IN ('active', 'suspended')
      """;

  @Override
  public Optional<Account> byId(int id) {
    return sql.query(BY_ID).set("id", id).first(DbAccountStore::account);
  }

  private static final String BY_NAME_KEY =
      "SELECT id, name, password, created_ts, status FROM `user` WHERE name_key = :name_key";

  @Override
  public Optional<Account> byNameKey(String nameKey) {
    return sql.query(BY_NAME_KEY).set("name_key", nameKey).first(DbAccountStore::account);
  }

  private static Account account(Row row) {
    return new Account(
        row.id(1), row.text(2), row.text(3), row.number(4), row.text(5).equals("suspended"));
  }

  private static final String PASSWORD =
      "UPDATE `user` SET password = :hash WHERE id = :user AND password = :before";

  @Override
  public boolean setPassword(int user, String before, String hash, String but) {
    return sql.transaction(transaction -> {
      boolean changed =
          transaction
                  .statement(PASSWORD)
                  .set("hash", hash)
                  .set("user", user)
                  .set("before", before)
                  .run()
              > 0;
      if (changed) {
        transaction.statement(DbDeviceStore.END_ALL).set("user", user).set("but", but).run();
      }
      return changed;
    });
  }

  private static final String STATUS =
      "UPDATE `user` SET status = :after WHERE id = :user AND status = :before";

  @Override
  public boolean suspend(int user) {
    return sql.transaction(transaction -> {
      boolean suspended = status(transaction, user, "active", "suspended");
      if (suspended) {
        transaction.statement(DbDeviceStore.END_ALL).set("user", user).set("but", "").run();
      }
      return suspended;
    });
  }

  @Override
  public boolean restore(int user) {
    return sql.transaction(transaction -> status(transaction, user, "suspended", "active"));
  }

  private static boolean status(
      Sql.Transaction transaction, int user, String before, String after) {
    return transaction
            .statement(STATUS)
            .set("after", after)
            .set("user", user)
            .set("before", before)
            .run()
        > 0;
  }
}
