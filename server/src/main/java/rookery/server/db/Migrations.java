package rookery.server.db;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings the schema up to date: the numbered files of `sql/`, carried along as `db/migration`.
///
/// A schema that is newer is taken as it is: while nodes are upgraded one after the other, those of
/// the version before go on, and may be started again.
final class Migrations {
  private static final String NEWER = "*:future";

  private Migrations() {}

  /// @throws OpenException when one fails, or one that was applied had another text
  static void run(Connector connector) {
    try {
      Flyway.configure()
          .dataSource(new Source(() -> connector.open(Connector.Use.MIGRATION)))
          .locations("classpath:db/migration")
          .ignoreMigrationPatterns(NEWER)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new OpenException(
          "The schema of " + connector.target().shown() + " cannot be brought up to date.", e);
    }
  }
}
