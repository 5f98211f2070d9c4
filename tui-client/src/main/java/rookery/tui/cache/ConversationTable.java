package rookery.tui.cache;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import rookery.protocol.Entry;
import rookery.tui.model.Conversation;
import rookery.tui.model.Log;
import rookery.tui.model.Place;
import rookery.tui.model.Reading;
import rookery.tui.model.State;

/// Conversations with their cursors. One whose beginning no sync has told yet is not kept.
final class ConversationTable {
  /// Entries of a conversation that are there at once after a start; the rest the server has.
  private static final int ENTRIES = 300;

  private static final String LOAD =
      """
      SELECT id, kind, place, title, cursor, older, confirmed, read, read_confirmed, counted, unread,
        marked, reads
      FROM conversation ORDER BY id
      """;
  private static final String SAVE =
      """
      INSERT OR REPLACE INTO conversation
        (id, kind, place, title, cursor, older, confirmed, read, read_confirmed, counted, unread,
          marked, reads)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private ConversationTable() {}

  static List<Conversation> load(Connection database) throws SQLException {
    List<Conversation> all = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(LOAD)) {
      while (row.next()) {
        Place place = Places.get(row, 2);
        if (place != null) {
          all.add(conversation(database, row, place));
        }
      }
    }
    return all;
  }

  private static Conversation conversation(Connection database, ResultSet row, Place place)
      throws SQLException {
    long id = row.getLong(1);
    long cursor = row.getLong(5);
    List<Entry> entries = EntryTable.load(database, id, cursor, ENTRIES);
    boolean older = entries.size() == ENTRIES || row.getBoolean(6);
    var log = new Log(entries, new TreeMap<>(), cursor, cursor, older);
    long read = row.getLong(8);
    long confirmed = row.getLong(9);
    var reading =
        new Reading(
            read,
            confirmed,
            confirmed,
            row.getLong(10),
            row.getLong(11),
            0,
            row.getBoolean(12),
            row.getLong(13),
            null);
    return new Conversation(id, place, row.getString(4), log, reading, row.getLong(7));
  }

  static void save(Connection database, State before, State after) throws SQLException {
    try (PreparedStatement row = database.prepareStatement(SAVE)) {
      for (Conversation now : after.conversations().values()) {
        Conversation then = before.conversations().get(now.id());
        if (now != then && now.log().cursor() != Log.UNKNOWN) {
          fill(row, now);
          row.execute();
          EntryTable.save(
              database, then == null ? List.of() : then.log().entries(), now.log().entries());
        }
      }
    }
  }

  private static void fill(PreparedStatement row, Conversation conversation) throws SQLException {
    row.setLong(1, conversation.id());
    Places.put(row, 2, conversation.place());
    row.setString(4, conversation.title());
    row.setLong(5, conversation.log().cursor());
    row.setBoolean(6, conversation.log().older());
    row.setLong(7, conversation.confirmed());
    row.setLong(8, conversation.reading().read());
    row.setLong(9, conversation.reading().confirmed());
    row.setLong(10, conversation.reading().counted());
    row.setLong(11, conversation.reading().unread());
    row.setBoolean(12, conversation.reading().marked());
    row.setLong(13, conversation.reading().reads());
  }
}
