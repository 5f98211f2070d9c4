package rookery.server.db;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// What every contract of a store needs.
interface StoreContract {
  /// The open store; its tests share it, so that each makes users of its own.
  OpenStore store();

  /// Where the store is.
  default DatabaseSettings settings() {
    return store().settings();
  }

  default Database database() {
    return store().database();
  }

  /// People and conversations in it.
  default Scene scene() {
    return store().scene();
  }

  /// Asks the database itself, beside the store: each row as text, its columns with blanks between;
  /// none from a change.
  default List<String> plainSql(String sql, Object... parameters) {
    try (Connection connection =
            new Connector(Target.of(settings())).open(Connector.Use.MIGRATION);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<String> rows = new ArrayList<>();
      if (!statement.execute()) {
        return rows;
      }
      try (ResultSet result = statement.getResultSet()) {
        while (result.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            row.add(result.getString(i));
          }
          rows.add(String.join(" ", row));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
