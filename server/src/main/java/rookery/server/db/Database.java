package rookery.server.db;

import rookery.server.account.AccountStore;
import rookery.server.account.DeviceStore;
import rookery.server.account.ErasureStore;
import rookery.server.account.SettingStore;
import rookery.server.chat.CursorStore;
import rookery.server.group.GroupStore;
import rookery.server.keeper.HistoryStore;
import rookery.server.log.EntryReader;
import rookery.server.log.LogTail;
import rookery.server.log.MessageStore;
import rookery.server.log.StoreException;
import rookery.server.presence.PresenceStore;
import rookery.server.roster.RosterStore;

/// The store, open: one adapter for each port.
public final class Database implements AutoCloseable {
  private final Pool pool;
  private final KeptConnection probe;
  private boolean closed;
  private final Runnable last;
  private final MessageStore messages;
  private final EntryReader entries;
  private final LogTail tail;
  private final CursorStore cursors;
  private final AccountStore accounts;
  private final DeviceStore devices;
  private final ErasureStore erasures;
  private final SettingStore settings;
  private final HistoryStore history;
  private final RosterStore rosters;
  private final GroupStore groups;
  private final PresenceStore presence;

  /// @param last what is to be done when all connections of the pool are closed
  private Database(Connector connector, Disk disk, Pool pool, Runnable last) {
    var sql = new Sql(pool.client(), disk, !connector.target().embedded());
    var ids = new IdBlocks(sql);
    this.pool = pool;
    this.probe = new KeptConnection(connector, Connector.Use.POOL);
    this.last = last;
    this.messages = new DbMessageStore(connector, disk);
    this.entries = new DbEntryReader(sql);
    this.tail = new DbLogTail(sql);
    this.cursors = new DbCursorStore(sql);
    this.accounts = new DbAccountStore(sql, ids);
    this.devices = new DbDeviceStore(sql);
    this.erasures = new DbErasureStore(sql);
    this.settings = new DbSettingStore(sql);
    this.history = new DbHistoryStore(sql);
    this.rosters = new DbRosterStore(sql, ids);
    this.groups = new DbGroupStore(sql, ids);
    this.presence = new DbPresenceStore(sql);
  }

  /// Opens the store, made where there was none, and brings its schema up to date.
  ///
  /// @throws OpenException when it is not there, does not let us in, or cannot be brought up to
  ///   date
  public static Database open(DatabaseSettings settings) {
    var connector = new Connector(Target.of(settings));
    return connector.target().embedded() ? embedded(connector) : server(connector);
  }

  private static Database embedded(Connector connector) {
    // Open all the time: H2 closes the file with the last connection.
    var keeper = new KeptConnection(connector, Connector.Use.POOL);
    reach(connector, keeper);
    try {
      Migrations.run(connector);
      var disk = new H2Disk(new H2File(keeper));
      disk.start();
      // What was found in the file may not be on the disk yet.
      disk.sync();
      return new Database(connector, disk, new Pool(connector), disk::close);
    } catch (RuntimeException e) {
      keeper.close();
      throw e;
    }
  }

  private static Database server(Connector connector) {
    try (var first = new KeptConnection(connector, Connector.Use.POOL)) {
      reach(connector, first);
      Migrations.run(connector);
      Durability.check(new Sql(first.client(), Disk.DONE, true));
    }
    return new Database(connector, Disk.DONE, new Pool(connector), () -> {});
  }

  private static void reach(Connector connector, KeptConnection first) {
    try {
      first.connection();
    } catch (NoConnectionException e) {
      throw new OpenException(
          "The store "
              + connector.target().shown()
              + " cannot be opened: "
              + Failures.reason(e.why()),
          e);
    }
  }

  /// Where lanes write. Their writers are closed before the store.
  public MessageStore messages() {
    return messages;
  }

  public EntryReader entries() {
    return entries;
  }

  public LogTail tail() {
    return tail;
  }

  public CursorStore cursors() {
    return cursors;
  }

  public AccountStore accounts() {
    return accounts;
  }

  public DeviceStore devices() {
    return devices;
  }

  public ErasureStore erasures() {
    return erasures;
  }

  public SettingStore settings() {
    return settings;
  }

  public HistoryStore history() {
    return history;
  }

  public RosterStore rosters() {
    return rosters;
  }

  public GroupStore groups() {
    return groups;
  }

  public PresenceStore presence() {
    return presence;
  }

  /// Whether the database answers, on a connection that is for this alone: the others may all be at
  /// work. Blocks for a second, or a few where the database neither answers nor refuses.
  public synchronized boolean ready() {
    try {
      if (!closed) {
        probe.ping();
      }
      return !closed;
    } catch (StoreException.Unavailable _) {
      return false;
    }
  }

  /// How the pool of connections is used now; does not block.
  public PoolUse pool() {
    return pool.use();
  }

  /// Closes all connections, and H2's file in good order. What is under way fails.
  @Override
  public void close() {
    closeProbe();
    pool.close();
    last.run();
  }

  private synchronized void closeProbe() {
    closed = true;
    probe.close();
  }
}
