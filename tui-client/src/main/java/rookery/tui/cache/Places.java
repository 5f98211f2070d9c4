package rookery.tui.cache;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;
import rookery.tui.model.Place;

/// A place in two columns: `direct` or `group`, and an id; both null for none.
final class Places {
  private static final String DIRECT = "direct";
  private static final String GROUP = "group";

  private Places() {}

  static void put(PreparedStatement row, int column, @Nullable Place place) throws SQLException {
    switch (place) {
      case Place.Person(int id) -> put(row, column, DIRECT, id);
      case Place.Group(int id) -> put(row, column, GROUP, id);
      case null -> {
        row.setNull(column, Types.VARCHAR);
        row.setNull(column + 1, Types.INTEGER);
      }
    }
  }

  static @Nullable Place get(ResultSet row, int column) throws SQLException {
    String kind = row.getString(column);
    int id = row.getInt(column + 1);
    if (kind == null) {
      return null;
    }
    return kind.equals(GROUP) ? new Place.Group(id) : new Place.Person(id);
  }

  private static void put(PreparedStatement row, int column, String kind, int id)
      throws SQLException {
    row.setString(column, kind);
    row.setInt(column + 1, id);
  }
}
