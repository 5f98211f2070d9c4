package rookery.tui.cache;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import rookery.tui.model.State;

/// What an account knows, in a SQLite file: roster, conversations with their cursors and newest
/// entries, and the outbox. Belongs to one thread, and to one process at a time.
///
/// A change is on disk, for all but a crash of the machine, when `save` returns; so what was
/// confirmed to the server is here, and what is in the outbox outlives the program.
public final class Cache implements AutoCloseable {
  private static final String FILE = "history.db";
  private static final int VERSION = 4;

  private final Connection database;
  private final FileLock lock;

  private Cache(Connection database, FileLock lock) {
    this.database = database;
    this.lock = lock;
  }

  /// Opens an account's cache; what cannot be read is put aside, and a new one begun.
  ///
  /// @param directory of the account; made where it is missing
  /// @return empty when another process has it
  public static Optional<Cache> open(Path directory) throws IOException {
    PrivateFiles.makeDirectory(directory);
    FileLock lock = lock(directory.resolve("lock"));
    if (lock == null) {
      return Optional.empty();
    }
    Path file = directory.resolve(FILE);
    try {
      PrivateFiles.makeFile(file);
      try {
        return Optional.of(new Cache(connect(file), lock));
      } catch (SQLException _) {
        Files.move(file, directory.resolve(FILE + ".broken"), StandardCopyOption.REPLACE_EXISTING);
        PrivateFiles.makeFile(file);
        return Optional.of(new Cache(connect(file), lock));
      }
    } catch (SQLException e) {
      lock.channel().close();
      throw new IOException("cannot open " + file, e);
    } catch (IOException e) {
      lock.channel().close();
      throw e;
    }
  }

  /// What was known when it was closed, or when the process ended.
  public State load() throws IOException {
    try {
      Optional<AccountTable.Row> account = AccountTable.load(database);
      return account.isEmpty()
          ? State.INITIAL
          : State.restored(
              account.get().id(),
              account.get().name(),
              RosterTables.load(database, account.get().rosterVersion()),
              ConversationTable.load(database),
              OutboxTable.load(database),
              account.get().open(),
              account.get().reads());
    } catch (SQLException e) {
      throw new IOException("cannot read the cache", e);
    }
  }

  /// Writes what has changed, as a whole or not at all.
  ///
  /// @param before what this was called with last, or what `load` gave
  public void save(State before, State after) throws IOException {
    if (sameAsFarAsKept(before, after)) {
      return;
    }
    try {
      try {
        write(before, after);
        database.commit();
      } catch (SQLException e) {
        database.rollback();
        throw e;
      }
    } catch (SQLException e) {
      throw new IOException("cannot write the cache", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      database.close();
    } catch (SQLException e) {
      throw new IOException("cannot close the cache", e);
    } finally {
      lock.channel().close();
    }
  }

  private static boolean sameAsFarAsKept(State before, State after) {
    return before.me() == after.me()
        && before.name().equals(after.name())
        && before.roster().sameLists(after.roster())
        && before.conversations() == after.conversations()
        && before.outbox() == after.outbox()
        && before.reads() == after.reads()
        && Objects.equals(before.open(), after.open());
  }

  private void write(State before, State after) throws SQLException {
    State base = before;
    if (before.me() != after.me()) {
      AccountTable.clear(database);
      base = State.INITIAL;
    }
    AccountTable.save(database, after);
    if (!base.roster().sameLists(after.roster())) {
      RosterTables.save(database, after.roster());
    }
    if (base.conversations() != after.conversations()) {
      ConversationTable.save(database, base, after);
    }
    if (base.outbox() != after.outbox()) {
      OutboxTable.save(database, after.outbox());
    }
  }

  private static @Nullable FileLock lock(Path file) throws IOException {
    PrivateFiles.makeFile(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException _) {
      lock = null;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    if (lock == null) {
      channel.close();
    }
    return lock;
  }

  private static Connection connect(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.NORMAL);
    Connection database = config.createConnection("jdbc:sqlite:" + file);
    try {
      database.setAutoCommit(false);
      prepare(database);
      return database;
    } catch (SQLException e) {
      database.close();
      throw e;
    }
  }

  private static void prepare(Connection database) throws SQLException {
    try (Statement statement = database.createStatement()) {
      int version;
      try (ResultSet row = statement.executeQuery("PRAGMA user_version")) {
        version = row.next() ? row.getInt(1) : 0;
      }
      if (version > VERSION) {
        throw new SQLException("the cache is of a newer version: " + version);
      }
      if (version == 0) {
        for (String table : Schema.TABLES) {
          statement.execute(table);
        }
      }
      if (version < 2) {
        for (String change : Schema.VERSION_2) {
          statement.execute(change);
        }
      }
      if (version < 3) {
        for (String change : Schema.VERSION_3) {
          statement.execute(change);
        }
      }
      if (version < VERSION) {
        for (String change : Schema.VERSION_4) {
          statement.execute(change);
        }
        statement.execute("PRAGMA user_version = " + VERSION);
      }
    }
    database.commit();
  }
}
