package rookery.server.db;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings the schema up to date: the numbered files of `sql/`, carried along as `db/migration`.
final class Migrations {
  private Migrations() {}

  /// @throws OpenException when one fails, or the schema is newer than this server
  static void run(Connector connector) {
    try {
      Flyway.configure()
          .dataSource(new Source(() -> connector.open(Connector.Use.MIGRATION)))
          .locations("classpath:db/migration")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new OpenException(
          "The schema of " + connector.target().shown() + " cannot be brought up to date.", e);
    }
  }
}
