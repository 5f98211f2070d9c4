package rookery.tui.cache;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import rookery.protocol.Role;
import rookery.protocol.SyncMessages.Synced.Friend;
import rookery.protocol.SyncMessages.Synced.FriendRequest;
import rookery.protocol.SyncMessages.Synced.Group;
import rookery.tui.model.Roster;

/// Friends, requests and groups; written as a whole, since they change seldom.
final class RosterTables {
  private static final String LOAD_FRIENDS =
      "SELECT id, name, conversation, nickname FROM friend ORDER BY id";
  private static final String SAVE_FRIEND =
      "INSERT INTO friend (id, name, conversation, nickname) VALUES (?, ?, ?, ?)";
  private static final String LOAD_REQUESTS =
      "SELECT id, name, note, ts, incoming FROM request ORDER BY rowid";
  private static final String SAVE_REQUEST =
      "INSERT INTO request (id, name, note, ts, incoming) VALUES (?, ?, ?, ?, ?)";
  private static final String LOAD_GROUPS =
      "SELECT id, name, description, role, conversation FROM chat_group ORDER BY id";
  private static final String SAVE_GROUP =
      "INSERT INTO chat_group (id, name, description, role, conversation) VALUES (?, ?, ?, ?, ?)";

  private RosterTables() {}

  static Roster load(Connection database, long version) throws SQLException {
    List<Friend> friends = new ArrayList<>();
    List<FriendRequest> requests = new ArrayList<>();
    List<Group> groups = new ArrayList<>();
    try (Statement statement = database.createStatement()) {
      try (ResultSet row = statement.executeQuery(LOAD_FRIENDS)) {
        while (row.next()) {
          friends.add(
              new Friend(row.getInt(1), row.getString(2), row.getLong(3), row.getString(4)));
        }
      }
      try (ResultSet row = statement.executeQuery(LOAD_REQUESTS)) {
        while (row.next()) {
          requests.add(
              new FriendRequest(
                  row.getInt(1),
                  row.getString(2),
                  row.getString(3),
                  row.getLong(4),
                  row.getBoolean(5)));
        }
      }
      try (ResultSet row = statement.executeQuery(LOAD_GROUPS)) {
        while (row.next()) {
          groups.add(
              new Group(
                  row.getInt(1),
                  row.getString(2),
                  row.getString(3),
                  Role.valueOf(row.getString(4)),
                  row.getLong(5)));
        }
      }
    }
    return new Roster(version, friends, requests, groups, Set.of(), List.of());
  }

  static void save(Connection database, Roster roster) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute("DELETE FROM friend");
      statement.execute("DELETE FROM request");
      statement.execute("DELETE FROM chat_group");
    }
    try (PreparedStatement row = database.prepareStatement(SAVE_FRIEND)) {
      for (Friend friend : roster.friends()) {
        row.setInt(1, friend.id());
        row.setString(2, friend.name());
        row.setLong(3, friend.conv());
        row.setString(4, friend.nickname());
        row.addBatch();
      }
      row.executeBatch();
    }
    try (PreparedStatement row = database.prepareStatement(SAVE_REQUEST)) {
      for (FriendRequest request : roster.requests()) {
        row.setInt(1, request.id());
        row.setString(2, request.name());
        row.setString(3, request.note());
        row.setLong(4, request.ts());
        row.setBoolean(5, request.incoming());
        row.addBatch();
      }
      row.executeBatch();
    }
    try (PreparedStatement row = database.prepareStatement(SAVE_GROUP)) {
      for (Group group : roster.groups()) {
        row.setInt(1, group.groupid());
        row.setString(2, group.groupname());
        row.setString(3, group.groupdesc());
        row.setString(4, group.role().name());
        row.setLong(5, group.conv());
        row.addBatch();
      }
      row.executeBatch();
    }
  }
}
