package rookery.server.db;

import java.util.function.Function;
import rookery.protocol.Role;
import rookery.server.log.MemberChange;

/// What changes of a group write besides the ranges of its members.
final class GroupKeeping {
  private final Function<String, Statement> statements;
  private final int group;

  GroupKeeping(Function<String, Statement> statements, int group) {
    this.statements = statements;
    this.group = group;
  }

  private static final String JOIN =
      """
      INSERT INTO group_user (group_id, user_id, role) VALUES (:group, :user, :role)
      ON DUPLICATE KEY UPDATE role = VALUES(role)
      """;

  private static final String ANSWERED =
      "DELETE FROM join_request WHERE group_id = :group AND user_id = :user";

  private static final String NOT_INVITED =
      "DELETE FROM group_invite WHERE group_id = :group AND user_id = :user";

  void join(int user, Role role) {
    on(JOIN).set("user", user).set("role", role.word()).run();
    on(ANSWERED).set("user", user).run();
    on(NOT_INVITED).set("user", user).run();
  }

  private static final String LEAVE =
      "DELETE FROM group_user WHERE group_id = :group AND user_id = :user";

  void leave(int user) {
    on(LEAVE).set("user", user).run();
  }

  private static final String INVITE =
      """
      INSERT INTO group_invite (group_id, user_id, by_id, ts) VALUES (:group, :user, :by, :ts)
      ON DUPLICATE KEY UPDATE by_id = VALUES(by_id), ts = VALUES(ts)
      """;

  void invite(MemberChange.Invite invite, long ts) {
    on(INVITE).set("user", invite.user()).set("by", invite.by()).set("ts", ts).run();
  }

  private static final String BAN =
      "INSERT INTO group_ban (group_id, user_id, since_ts) VALUES (:group, :user, :ts)";

  void ban(int user, long ts) {
    leave(user);
    on(ANSWERED).set("user", user).run();
    on(NOT_INVITED).set("user", user).run();
    on(BAN).set("user", user).set("ts", ts).run();
  }

  private static final String UNBAN =
      "DELETE FROM group_ban WHERE group_id = :group AND user_id = :user";

  void unban(int user) {
    on(UNBAN).set("user", user).run();
  }

  private static final String MUTE =
      """
      INSERT INTO group_mute (group_id, user_id, until_ts) VALUES (:group, :user, :until)
      ON DUPLICATE KEY UPDATE until_ts = VALUES(until_ts)
      """;

  private static final String UNMUTE =
      "DELETE FROM group_mute WHERE group_id = :group AND user_id = :user";

  void mute(int user, long until) {
    if (until == 0) {
      on(UNMUTE).set("user", user).run();
    } else {
      on(MUTE).set("user", user).set("until", until).run();
    }
  }

  private static final String SET_ROLE =
      "UPDATE group_user SET role = :role WHERE group_id = :group AND user_id = :user";

  void role(int user, Role role) {
    on(SET_ROLE).set("role", role.word()).set("user", user).run();
  }

  private static final String RENAME =
      """
      UPDATE all_group SET groupname = :name, name_key = :name_key, groupdesc = :desc
      WHERE id = :group
      """;

  void rename(MemberChange.Rename to) {
    on(RENAME).set("name", to.name()).set("name_key", to.nameKey()).set("desc", to.desc()).run();
    moveRosters();
  }

  private static final String POLICY = "UPDATE all_group SET policy = :policy WHERE id = :group";

  void policy(MemberChange.SetPolicy to) {
    on(POLICY).set("policy", to.policy().word()).run();
  }

  private static final String NOTICE = "UPDATE all_group SET notice = :notice WHERE id = :group";

  void notice(String text) {
    on(NOTICE).set("notice", text).run();
  }

  private static final String DISSOLVED =
      "UPDATE all_group SET dissolved = TRUE, policy = 'invitation' WHERE id = :group";

  private static final String ALL_LEAVE = "DELETE FROM group_user WHERE group_id = :group";

  private static final String NO_INVITES = "DELETE FROM group_invite WHERE group_id = :group";

  private static final String NO_CODES = "DELETE FROM group_code WHERE group_id = :group";

  private static final String NO_REQUESTS = "DELETE FROM join_request WHERE group_id = :group";

  void dissolve() {
    moveRosters();
    on(DISSOLVED).run();
    on(ALL_LEAVE).run();
    on(NO_INVITES).run();
    on(NO_CODES).run();
    on(NO_REQUESTS).run();
  }

  private static final String MOVE_ROSTERS =
      """
      UPDATE `user` SET roster_version = roster_version + 1
      WHERE id IN (SELECT g.user_id FROM group_user g WHERE g.group_id = :group)
      """;

  private void moveRosters() {
    on(MOVE_ROSTERS).run();
  }

  private Statement on(String text) {
    return statements.apply(text).set("group", group);
  }
}
