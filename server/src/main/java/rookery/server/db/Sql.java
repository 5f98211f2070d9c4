package rookery.server.db;

import io.helidon.dbclient.DbClient;
import io.helidon.dbclient.DbClientException;
import io.helidon.dbclient.DbTransaction;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import rookery.server.log.StoreException;

/// Statements and transactions on the shared pool.
final class Sql {
  /// A transaction that meets a deadlock, or waits too long for a lock, is tried so often.
  private static final int TRIES = 3;

  private final DbClient client;
  private final Disk disk;
  private final boolean server;

  /// @param server whether the store is one, which may wait for us while we are stopped
  Sql(DbClient client, Disk disk, boolean server) {
    this.client = client;
    this.disk = disk;
    this.server = server;
  }

  /// A query; what it returns is on the disk.
  Statement query(String text) {
    return new Statement(client.execute(), text, disk);
  }

  /// A query for some keys: its text has `IN (%s)`, once or more. It is filled up with NULL, which
  /// equals nothing, to one of a few widths, as the driver remembers the texts that it has parsed.
  Statement queryIn(String text, List<?> keys) {
    int width = width(keys.size());
    Statement query = query(text.replace("%s", Statement.rows(width, "?")));
    for (int at = text.indexOf("%s"); at >= 0; at = text.indexOf("%s", at + 1)) {
      query.addAll(keys).addNulls(width - keys.size());
    }
    return query;
  }

  /// The same query for each of some keys, in one; filled up like [#queryIn].
  ///
  /// @param parameters of one
  /// @param order of all, or nothing
  <K> Statement queryEach(
      String text, List<K> keys, Function<K, List<?>> parameters, String order) {
    int width = width(keys.size());
    Statement query = query(String.join("UNION ALL\n", Collections.nCopies(width, text)) + order);
    keys.forEach(key -> query.addAll(parameters.apply(key)));
    return query.addNulls(parameters.apply(keys.getFirst()).size() * (width - keys.size()));
  }

  private static int width(int keys) {
    return keys <= 1 ? 1 : Integer.highestOneBit(keys - 1) << 1;
  }

  /// Runs a statement that is a transaction by itself, again where a lock did not come; what it
  /// changed is on the disk when this returns.
  ///
  /// @return how many rows it concerned
  long change(String text, UnaryOperator<Statement> parameters) {
    return repeated(() -> parameters.apply(query(text)).run());
  }

  /// Runs a transaction, again where a lock did not come; it is on the disk when this returns.
  <T> T transaction(Function<Transaction, T> work) {
    return repeated(() -> once(work));
  }

  private static <T> T repeated(Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (StoreException.Retry e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private <T> T once(Function<Transaction, T> work) {
    DbTransaction open = client.transaction();
    Transaction transaction = new Transaction(open);
    T result;
    try {
      hurry(transaction, "3");
      result = work.apply(transaction);
      hurry(transaction, "DEFAULT");
    } catch (RuntimeException e) {
      if (!(e.getCause() instanceof NoConnectionException)) {
        rollback(open);
      }
      throw e;
    }
    return disk.keep(() -> {
      commit(open);
      return result;
    });
  }

  /// A node that is stopped in the midst of a transaction must not keep its locks for long. Not set
  /// for good, as connections of a pool may be idle.
  private void hurry(Transaction transaction, String seconds) {
    if (server) {
      transaction.statement("SET SESSION wait_timeout = " + seconds).run();
    }
  }

  /// @throws StoreException.Unavailable also when the outcome is unknown
  static void commit(DbTransaction open) {
    try {
      open.commit();
    } catch (DbClientException e) {
      StoreException failure = Failures.of(e);
      throw failure instanceof StoreException.Retry ? failure : new StoreException.Unavailable(e);
    }
  }

  private static void rollback(DbTransaction open) {
    try {
      open.rollback();
    } catch (DbClientException e) {
      // A failed query or a lost connection has ended it already.
    }
  }

  /// The statements of one transaction.
  static final class Transaction {
    private final DbTransaction open;

    private Transaction(DbTransaction open) {
      this.open = open;
    }

    Statement statement(String text) {
      return new Statement(open, text, Disk.DONE);
    }
  }
}
