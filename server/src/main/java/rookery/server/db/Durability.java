package rookery.server.db;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/// Looks whether a server's COMMIT reaches the disk, without which an acked message may be lost.
final class Durability {
  private static final Logger LOG = System.getLogger(Durability.class.getName());

  private static final String SETTINGS =
      """
      SELECT @@GLOBAL.innodb_flush_log_at_trx_commit, @@GLOBAL.log_bin, @@GLOBAL.sync_binlog
      """;

  private Durability() {}

  /// Warns by name of each setting that stands in the way.
  static void check(Sql sql) {
    sql.query(SETTINGS)
        .list(row -> {
          // 3 is MariaDB's: 1 with one sync more.
          warn("innodb_flush_log_at_trx_commit", row.number(1) == 1 || row.number(1) == 3);
          warn("sync_binlog", !row.flag(2) || row.number(3) == 1);
          return row;
        });
  }

  private static void warn(String setting, boolean good) {
    if (!good) {
      LOG.log(
          Level.WARNING,
          "MESSAGES CAN BE LOST: set {0}=1 on the database server, so that what is committed is on"
              + " its disk.",
          setting);
    }
  }
}
