package rookery.server.db;

/// A store for a class of tests.
record OpenStore(DatabaseSettings settings, Database database, Scene scene)
    implements AutoCloseable {
  static OpenStore in(DatabaseSettings settings) {
    Database database = Database.open(settings);
    return new OpenStore(settings, database, new Scene(database));
  }

  @Override
  public void close() {
    scene.close();
    database.close();
  }
}
