package rookery.tui.cache;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rookery.tui.model.Place;
import rookery.tui.model.State;

/// Whose cache it is: one row.
final class AccountTable {
  private static final String LOAD = "SELECT id, name, roster, kind, place, reads FROM account";
  private static final String SAVE =
      "INSERT INTO account (id, name, roster, kind, place, reads) VALUES (?, ?, ?, ?, ?, ?)";
  private static final List<String> ALL =
      List.of("account", "friend", "request", "chat_group", "conversation", "entry", "outgoing");

  private AccountTable() {}

  /// @param open what was looked at last
  /// @param reads the server's count of what is read
  record Row(int id, String name, long rosterVersion, @Nullable Place open, long reads) {}

  static Optional<Row> load(Connection database) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(LOAD)) {
      return row.next()
          ? Optional.of(
              new Row(
                  row.getInt(1),
                  row.getString(2),
                  row.getLong(3),
                  Places.get(row, 4),
                  row.getLong(6)))
          : Optional.empty();
    }
  }

  static void save(Connection database, State state) throws SQLException {
    try (Statement statement = database.createStatement();
        PreparedStatement row = database.prepareStatement(SAVE)) {
      statement.execute("DELETE FROM account");
      row.setInt(1, state.me());
      row.setString(2, state.name());
      row.setLong(3, state.roster().version());
      Places.put(row, 4, state.open());
      row.setLong(6, state.reads());
      row.execute();
    }
  }

  /// Another user has come: nothing of the one before stays.
  static void clear(Connection database) throws SQLException {
    try (Statement statement = database.createStatement()) {
      for (String table : ALL) {
        statement.execute("DELETE FROM " + table);
      }
    }
  }
}
