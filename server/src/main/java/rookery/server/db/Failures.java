package rookery.server.db;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import rookery.server.log.StoreException;

/// Which kind of failure an exception of the database is.
final class Failures {
  /// MySQL's duplicate entry; H2's, which is also its SQL state.
  private static final Set<Integer> DUPLICATE = Set.of(1062, 23505);

  /// MySQL's deadlock and lock wait; H2's lock wait.
  private static final Set<Integer> RETRY = Set.of(1213, 1205, 50200);

  /// The statement is right and the server is not: disk full (1021, 1114), read-only (1290, 1836),
  /// connection killed (1927), too many connections (1203); on H2: object or database closed, or
  /// its file failed.
  private static final Set<Integer> UNAVAILABLE =
      Set.of(1021, 1114, 1290, 1836, 1927, 1203, 90007, 90028, 90030, 90031, 90067, 90098, 90121);

  private Failures() {}

  static StoreException of(Throwable failure) {
    SQLException sql = sqlException(failure);
    if (sql == null) {
      return new StoreException.Bad(failure);
    }
    String state = sql.getSQLState() == null ? "" : sql.getSQLState();
    int code = sql.getErrorCode();
    if (sql instanceof SQLTransientConnectionException
        || sql instanceof SQLNonTransientConnectionException
        || sql instanceof SQLRecoverableException
        || state.startsWith("08")
        || UNAVAILABLE.contains(code)
        // Hikari's own have neither: closed pool, closed connection.
        || state.isEmpty()) {
      return new StoreException.Unavailable(failure);
    }
    if (DUPLICATE.contains(code)) {
      return new StoreException.Duplicate(failure);
    }
    if (RETRY.contains(code) || state.equals("40001")) {
      return new StoreException.Retry(failure);
    }
    return new StoreException.Bad(failure);
  }

  /// The one line that says it: Connector/J goes on about packets.
  static String reason(SQLException failure) {
    return String.valueOf(failure.getMessage()).lines().findFirst().orElse("no reason given");
  }

  private static @Nullable SQLException sqlException(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }
}
