package rookery.server.db;

import java.util.List;
import rookery.protocol.AdminMessages.GroupState;
import rookery.protocol.Bounds;
import rookery.protocol.Role;
import rookery.server.group.GroupStore.Group;

/// Who may come into a group and who may not: invitations, codes, requests, bans; and who may not
/// speak.
final class GroupDoors {
  private final Sql sql;

  GroupDoors(Sql sql) {
    this.sql = sql;
  }

  private static final String INVITED =
      "SELECT by_id FROM group_invite WHERE group_id = :group AND user_id = :user";

  boolean invited(int group, int user) {
    return sql.query(INVITED).set("group", group).set("user", user).any();
  }

  private static final String BANNED =
      "SELECT since_ts FROM group_ban WHERE group_id = :group AND user_id = :user";

  boolean banned(int group, int user) {
    return sql.query(BANNED).set("group", group).set("user", user).any();
  }

  private static final String GOOD =
      """
      SELECT by_id FROM group_code WHERE code = :code AND group_id = :group AND until_ts > :ts
      """;

  boolean codeIsGood(int group, String code, long ts) {
    return sql.query(GOOD).set("code", code).set("group", group).set("ts", ts).any();
  }

  private static final String OLD_CODES =
      "DELETE FROM group_code WHERE group_id = :group AND until_ts <= :ts";

  private static final String CODES = "SELECT COUNT(*) FROM group_code WHERE group_id = :group";

  private static final String CODE =
      """
      INSERT INTO group_code (code, group_id, by_id, until_ts) VALUES (:code, :group, :by, :until)
      """;

  boolean addCode(int group, String code, int by, long ts, long until) {
    sql.change(OLD_CODES, statement -> statement.set("group", group).set("ts", ts));
    if (count(CODES, group) >= Bounds.CODES) {
      return false;
    }
    sql.change(
        CODE,
        statement ->
            statement.set("code", code).set("group", group).set("by", by).set("until", until));
    return true;
  }

  private static final String ASKED =
      "SELECT ts FROM join_request WHERE group_id = :group AND user_id = :user";

  boolean asked(int group, int user) {
    return sql.query(ASKED).set("group", group).set("user", user).any();
  }

  private static final String REQUESTS =
      "SELECT COUNT(*) FROM join_request WHERE group_id = :group";

  private static final String ASK =
      """
      INSERT INTO join_request (group_id, user_id, note, ts) VALUES (:group, :user, :note, :ts)
      ON DUPLICATE KEY UPDATE note = VALUES(note), ts = VALUES(ts)
      """;

  boolean ask(int group, int user, String note, long ts) {
    if (!asked(group, user) && count(REQUESTS, group) >= Bounds.JOIN_REQUESTS) {
      return false;
    }
    sql.change(
        ASK,
        statement ->
            statement.set("group", group).set("user", user).set("note", note).set("ts", ts));
    return true;
  }

  private static final String WITHDRAW =
      "DELETE FROM join_request WHERE group_id = :group AND user_id = :user";

  boolean withdraw(int group, int user) {
    return sql.change(WITHDRAW, statement -> statement.set("group", group).set("user", user)) > 0;
  }

  private static final String KEEPERS =
      """
      SELECT user_id FROM group_user WHERE group_id = :group AND role IN ('creator', 'admin')
      ORDER BY user_id
      """;

  List<Integer> keepers(int group) {
    return sql.query(KEEPERS).set("group", group).list(row -> row.id(1));
  }

  private static final String MEMBERS = "SELECT COUNT(*) FROM group_user WHERE group_id = :group";

  private static final String ALL_BANNED =
      """
      SELECT b.user_id, u.name FROM group_ban b JOIN `user` u ON u.id = b.user_id
      WHERE b.group_id = :group ORDER BY b.user_id
      """;

  private static final String ALL_MUTED =
      """
      SELECT m.user_id, u.name, m.until_ts FROM group_mute m JOIN `user` u ON u.id = m.user_id
      WHERE m.group_id = :group AND m.until_ts > :ts ORDER BY m.user_id LIMIT 1000
      """;

  private static final String ALL_ASKING =
      """
      SELECT r.user_id, u.name, r.note, r.ts FROM join_request r JOIN `user` u ON u.id = r.user_id
      WHERE r.group_id = :group ORDER BY r.ts, r.user_id
      """;

  GroupState state(Group group, Role role, long ts) {
    int id = group.id();
    boolean keeper = role != Role.NORMAL;
    return new GroupState(
        id,
        group.name(),
        group.desc(),
        group.policy(),
        group.notice(),
        count(MEMBERS, id),
        role,
        keeper
            ? sql.query(ALL_BANNED)
                .set("group", id)
                .list(row -> new GroupState.Banned(row.id(1), row.text(2)))
            : null,
        keeper
            ? sql.query(ALL_MUTED)
                .set("group", id)
                .set("ts", ts)
                .list(row -> new GroupState.Muted(row.id(1), row.text(2), row.number(3)))
            : null,
        keeper
            ? sql.query(ALL_ASKING)
                .set("group", id)
                .list(row ->
                    new GroupState.Asking(row.id(1), row.text(2), row.text(3), row.number(4)))
            : null);
  }

  private int count(String text, int group) {
    return sql.query(text).set("group", group).first(row -> row.id(1)).orElse(0);
  }
}
