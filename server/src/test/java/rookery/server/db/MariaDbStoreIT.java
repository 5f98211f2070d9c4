package rookery.server.db;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contracts on MariaDB.
final class MariaDbStoreIT
    implements AccountStoreContract,
        CursorStoreContract,
        EntryReaderContract,
        GroupStoreContract,
        MemberChangesContract,
        MessageStoreContract,
        NamesContract,
        PresenceStoreContract,
        RosterStoreContract,
        StandingsContract,
        TablesContract {
  private static MariaDb server;
  private static DatabaseSettings settings;
  private static Database database;

  @BeforeAll
  static void open() {
    server = MariaDb.start();
    settings = server.newDatabase();
    database = Database.open(settings);
  }

  @AfterAll
  static void close() {
    database.close();
    server.close();
  }

  @Override
  public DatabaseSettings settings() {
    return settings;
  }

  @Override
  public Database database() {
    return database;
  }
}
