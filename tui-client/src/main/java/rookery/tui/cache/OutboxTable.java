package rookery.tui.cache;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ClientMessage;
import rookery.protocol.ProtocolException;
import rookery.protocol.codec.Request;
import rookery.protocol.codec.Version2;
import rookery.tui.model.NewText;
import rookery.tui.model.Outgoing;
import rookery.tui.model.Place;

/// Texts that are not known to be stored, oldest first; written as a whole, since they are few.
final class OutboxTable {
  private static final String LOAD =
      "SELECT cmid, kind, target, text, written, refusal, request FROM outgoing ORDER BY position";
  private static final String SAVE =
      """
      INSERT INTO outgoing (position, cmid, kind, target, text, written, refusal, request)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private OutboxTable() {}

  static List<Outgoing> load(Connection database) throws SQLException {
    List<Outgoing> outbox = new ArrayList<>();
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(LOAD)) {
      while (row.next()) {
        Place place = Places.get(row, 2);
        if (place != null) {
          outbox.add(
              new Outgoing(
                  request(row.getString(7))
                      .orElse(place.text(row.getString(1), new NewText(row.getString(4)))),
                  row.getLong(5),
                  row.getString(6)));
        }
      }
    }
    return outbox;
  }

  static void save(Connection database, List<Outgoing> outbox) throws SQLException {
    try (Statement statement = database.createStatement();
        PreparedStatement row = database.prepareStatement(SAVE)) {
      statement.execute("DELETE FROM outgoing");
      for (int i = 0; i < outbox.size(); i++) {
        fill(row, i, outbox.get(i));
        row.addBatch();
      }
      row.executeBatch();
    }
  }

  private static void fill(PreparedStatement row, int position, Outgoing text) throws SQLException {
    row.setInt(1, position);
    row.setString(2, text.cmid());
    Places.put(row, 3, text.place());
    row.setString(5, text.said().msg());
    row.setLong(6, text.at());
    row.setString(7, text.refusal());
    row.setString(8, Version2.write((ClientMessage) text.text(), null));
  }

  /// The text as it goes over the wire; empty where an older version wrote it down.
  private static Optional<ClientMessage.Repeatable> request(@Nullable String body)
      throws SQLException {
    if (body == null) {
      return Optional.empty();
    }
    try {
      ClientMessage message = Request.read(body, true).message();
      return message instanceof SendDirect || message instanceof SendGroup
          ? Optional.of((ClientMessage.Repeatable) message)
          : Optional.empty();
    } catch (ProtocolException e) {
      throw new SQLException("a text cannot be read", e);
    }
  }
}
