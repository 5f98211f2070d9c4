package rookery.server.db;

/// What every contract of a store needs.
interface StoreContract {
  /// The open store; its tests share it, so that each makes users of its own.
  Database database();

  default Scene scene() {
    return new Scene(database());
  }
}
