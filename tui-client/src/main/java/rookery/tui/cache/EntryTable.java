package rookery.tui.cache;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import rookery.protocol.Entry;
import rookery.protocol.ProtocolException;
import rookery.protocol.codec.Version2;

/// Entries as they came over the wire.
final class EntryTable {
  private static final String LOAD =
      """
      SELECT body FROM entry WHERE conversation = ? AND seq <= ? ORDER BY seq DESC LIMIT ?
      """;
  private static final String SAVE =
      "INSERT OR REPLACE INTO entry (conversation, seq, body) VALUES (?, ?, ?)";

  private EntryTable() {}

  /// The newest up to a sequence, ascending.
  static List<Entry> load(Connection database, long conversation, long through, int most)
      throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (PreparedStatement statement = database.prepareStatement(LOAD)) {
      statement.setLong(1, conversation);
      statement.setLong(2, through);
      statement.setInt(3, most);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          entries.add(entry(row.getString(1)));
        }
      }
    }
    return List.copyOf(entries.reversed());
  }

  /// Writes those that were not there before.
  static void save(Connection database, List<Entry> before, List<Entry> after) throws SQLException {
    if (before == after) {
      return;
    }
    Set<Entry> known = Collections.newSetFromMap(new IdentityHashMap<>());
    known.addAll(before);
    try (PreparedStatement row = database.prepareStatement(SAVE)) {
      for (Entry entry : after) {
        if (!known.contains(entry)) {
          row.setLong(1, entry.conv());
          row.setLong(2, entry.seq());
          row.setString(3, Version2.write(entry));
          row.addBatch();
        }
      }
      row.executeBatch();
    }
  }

  private static Entry entry(String body) throws SQLException {
    try {
      if (Version2.fromServer(body) instanceof Entry entry) {
        return entry;
      }
    } catch (ProtocolException e) {
      throw new SQLException("an entry cannot be read", e);
    }
    throw new SQLException("there is something else where an entry should be");
  }
}
