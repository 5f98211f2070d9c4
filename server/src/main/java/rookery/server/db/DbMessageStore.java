package rookery.server.db;

import rookery.server.log.MessageStore;

/// Opens lanes' writers.
final class DbMessageStore implements MessageStore {
  /// What a server takes; H2 has one writer at a time.
  private static final int SERVER_LANES = 2;

  private final Connector connector;
  private final Disk disk;

  DbMessageStore(Connector connector, Disk disk) {
    this.connector = connector;
    this.disk = disk;
  }

  @Override
  public int lanes() {
    return connector.target().embedded() ? 1 : SERVER_LANES;
  }

  @Override
  public LaneWriter openWriter() {
    return new DbLaneWriter(new KeptConnection(connector, Connector.Use.LANE), disk);
  }
}
