package rookery.server.db;

import io.helidon.dbclient.DbClientException;
import java.sql.SQLException;

/// There was no connection to begin with: nothing was started that would have to be ended.
final class NoConnectionException extends DbClientException {
  private static final long serialVersionUID = 1L;

  private final SQLException why;

  NoConnectionException(SQLException why) {
    super("no connection", why);
    this.why = why;
  }

  SQLException why() {
    return why;
  }
}
