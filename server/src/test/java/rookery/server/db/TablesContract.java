package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.protocol.Role;
import rookery.server.chat.CursorStore.Received;
import rookery.server.log.Conversation;
import rookery.server.log.MemberChange;

/// What people and reports find in the tables, asked with plain SQL.
interface TablesContract extends StoreContract {
  @Test
  default void usersAndTheirFriendsStandInTheirTables() {
    Scene scene = scene();
    String name = Scene.name();
    int low = database().accounts().register("小" + name, name, "$argon2id$x", 7).orElseThrow();
    int high = scene.user();
    int asked = scene.user();
    scene.befriend(low, high);
    database().rosters().request(low, asked, "你好", 8);

    assertThat(
            plainSql(
                """
                SELECT id, name, name_key, password, nickname, state, roster_version, created_ts
                FROM `user` WHERE id = ?
                """,
                low))
        .containsExactly(low + " 小" + name + " " + name + " $argon2id$x  offline 3 7");
    assertThat(plainSql("SELECT friend_id, since_ts FROM friend WHERE user_id = ?", low))
        .containsExactly(high + " " + Scene.TS);
    assertThat(plainSql("SELECT friend_id, since_ts FROM friend WHERE user_id = ?", high))
        .containsExactly(low + " " + Scene.TS);
    assertThat(plainSql("SELECT to_id, note, ts FROM friend_request WHERE from_id = ?", low))
        .containsExactly(asked + " 你好 8");
  }

  @Test
  default void groupsAndTheirUsersStandInTheirTables() {
    Scene scene = scene();
    int creator = scene.user();
    int user = scene.user();
    long conversation = scene.group(creator);
    scene.change(conversation, user, new MemberChange.Join(user, Role.NORMAL));
    Conversation.Group group =
        (Conversation.Group) database().entries().conversation(conversation).orElseThrow();

    assertThat(plainSql("SELECT creator_id, groupdesc FROM all_group WHERE id = ?", group.group()))
        .containsExactly(creator + " ");
    assertThat(
            plainSql(
                "SELECT user_id, role FROM group_user WHERE group_id = ? ORDER BY user_id",
                group.group()))
        .containsExactly(creator + " creator", user + " normal");
    assertThat(
            plainSql(
                """
                SELECT kind, group_id, next_seq, member_version FROM conversation WHERE id = ?
                """,
                conversation))
        .containsExactly("group " + group.group() + " 3 3");
  }

  @Test
  default void anEntryStandsInItsTableAndMovesItsConversation() {
    Scene scene = scene();
    int user = scene.user();
    long conversation = scene.group(user);
    plainUpdate(conversation);
    String cmid = scene.text(conversation, user, "你好 👋").cmid();

    assertThat(
            plainSql(
                """
                SELECT seq, kind, sender_id, cmid, target_seq, touched_seq, subject_id, body, ts
                FROM entry WHERE conversation_id = ? AND kind = 'text'
                """,
                conversation))
        .containsExactly("2 text %d %s null 2 null 你好 👋 %d".formatted(user, cmid, Scene.TS + 2));
    assertThat(
            plainSql(
                """
                SELECT id FROM conversation
                WHERE id = ? AND changed_at > '2001-01-01 00:00:00'
                """,
                conversation))
        .hasSize(1);
  }

  /// Sets the time of the last change back.
  private void plainUpdate(long conversation) {
    try (var connection = new Connector(Target.of(settings())).open(Connector.Use.MIGRATION);
        var statement = connection.createStatement()) {
      statement.executeUpdate(
          "UPDATE conversation SET changed_at = '2001-01-01 00:00:00' WHERE id = " + conversation);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  default void devicesAndCursorsStandInTheirTables() {
    Scene scene = scene();
    int user = scene.user();
    long conversation = scene.group(user);
    database().devices().signIn(user, "hash", "phone", null, 5);
    database().cursors().received(List.of(new Received(user, "phone", conversation, 1)));
    database().cursors().read(user, conversation, 1);

    assertThat(
            plainSql(
                "SELECT device_id, token_hash, token_next, created_ts FROM device WHERE user_id = ?",
                user))
        .containsExactly("phone null null 5");
    assertThat(
            plainSql(
                "SELECT conversation_id, received_seq FROM device_cursor WHERE user_id = ?", user))
        .containsExactly(conversation + " 1");
    assertThat(
            plainSql("SELECT conversation_id, read_seq FROM read_cursor WHERE user_id = ?", user))
        .containsExactly(conversation + " 1");
  }

  @Test
  default void idBlocksBeginPastAllIds() {
    int user = scene().user();

    assertThat(plainSql("SELECT name FROM id_block ORDER BY name"))
        .containsExactly("conversation", "group", "user");
    assertThat(plainSql("SELECT next_id FROM id_block WHERE name = 'user'"))
        .first()
        .satisfies(next -> assertThat(Long.parseLong(next)).isGreaterThan(user));
  }

  @Test
  default void theViewShowsWhichTextsWaitForWhichDevice() {
    Scene scene = scene();
    int low = scene.user();
    int high = scene.user();
    long conversation = scene.befriend(low, high); // 1
    scene.text(conversation, low, "two"); // 2
    scene.text(conversation, high, "three"); // 3
    scene.text(conversation, low, "four"); // 4

    assertThat(waiting(high)).containsExactly("null 2 two", "null 4 four");
    assertThat(waiting(low)).containsExactly("null 3 three");

    database().devices().signIn(high, "hash", "desk", null, 1);
    database().devices().signIn(high, "hash", "phone", null, 1);
    database().cursors().received(List.of(new Received(high, "phone", conversation, 2)));
    assertThat(waiting(high)).containsExactly("desk 2 two", "desk 4 four", "phone 4 four");

    database().cursors().read(high, conversation, 4);
    assertThat(waiting(high)).containsExactly("phone 4 four");
  }

  private List<String> waiting(int user) {
    return plainSql(
        "SELECT device_id, seq, message FROM offline_message WHERE user_id = ? ORDER BY device_id, seq",
        user);
  }
}
