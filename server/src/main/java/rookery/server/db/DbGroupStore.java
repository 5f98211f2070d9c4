package rookery.server.db;

import java.util.List;
import java.util.Optional;
import rookery.protocol.AdminMessages.GroupState;
import rookery.protocol.AdminMessages.Policy;
import rookery.protocol.Role;
import rookery.server.group.GroupStore;
import rookery.server.log.StoreException;

/// Groups in `all_group` and their roles in `group_user`; the conversation names its group. What
/// stands about who may come in is in [GroupDoors].
final class DbGroupStore implements GroupStore {
  private final Sql sql;
  private final IdBlocks ids;
  private final GroupDoors doors;

  DbGroupStore(Sql sql, IdBlocks ids) {
    this.sql = sql;
    this.ids = ids;
    this.doors = new GroupDoors(sql);
  }

  private static final String INSERT =
      """
      INSERT INTO all_group (id, groupname, name_key, groupdesc, creator_id, cmid, created_ts)
      VALUES (:id, :name, :name_key, :desc, :creator, :cmid, :ts)
      """;

  private static final String INSERT_CONVERSATION =
      "INSERT INTO conversation (id, kind, group_id) VALUES (:id, 'group', :group)";

  @Override
  public Group create(int creator, String cmid, String name, String nameKey, String desc, long ts) {
    Optional<Group> first = byCmid(creator, cmid);
    if (first.isPresent()) {
      return first.get();
    }
    var group = new Group(ids.group(), name, desc, ids.conversation(), Policy.OPEN, "");
    try {
      return sql.transaction(transaction -> {
        transaction
            .statement(INSERT)
            .set("id", group.id())
            .set("name", name)
            .set("name_key", nameKey)
            .set("desc", desc)
            .set("creator", creator)
            .set("cmid", cmid)
            .set("ts", ts)
            .run();
        transaction
            .statement(INSERT_CONVERSATION)
            .set("id", group.conversation())
            .set("group", group.id())
            .run();
        return group;
      });
    } catch (StoreException.Duplicate e) {
      return byCmid(creator, cmid).orElseThrow(() -> e);
    }
  }

  private static final String GROUPS =
      """
      SELECT g.id, g.groupname, g.groupdesc, c.id, g.policy, g.notice
      FROM all_group g
      JOIN conversation c ON c.group_id = g.id
      """;

  private static final String BY_CMID = GROUPS + "WHERE g.creator_id = :creator AND g.cmid = :cmid";

  private Optional<Group> byCmid(int creator, String cmid) {
    return sql.query(BY_CMID).set("creator", creator).set("cmid", cmid).first(DbGroupStore::group);
  }

  private static final String EVEN_DISSOLVED = GROUPS + "WHERE g.id = :id";

  @Override
  public Optional<Group> evenDissolved(int group) {
    return sql.query(EVEN_DISSOLVED).set("id", group).first(DbGroupStore::group);
  }

  private static final String BY_ID = EVEN_DISSOLVED + " AND g.dissolved = FALSE";

  @Override
  public Optional<Group> byId(int group) {
    return sql.query(BY_ID).set("id", group).first(DbGroupStore::group);
  }

  private static Group group(Row row) {
    return new Group(
        row.id(1), row.text(2), row.text(3), row.number(4), row.policy(5), row.text(6));
  }

  private static final String ROLE =
      "SELECT role FROM group_user WHERE group_id = :group AND user_id = :user";

  @Override
  public Optional<Role> role(int group, int user) {
    return sql.query(ROLE).set("group", group).set("user", user).first(row -> row.role(1));
  }

  private static final String MEMBERS =
      """
      SELECT g.user_id, u.name, g.role, u.nickname
      FROM group_user g
      JOIN `user` u ON u.id = g.user_id
      WHERE g.group_id = :group AND g.user_id > :after
      ORDER BY g.group_id, g.user_id
      LIMIT :limit
      """;

  @Override
  public List<Member> members(int group, int after, int limit) {
    return sql.query(MEMBERS)
        .set("group", group)
        .set("after", after)
        .set("limit", limit)
        .list(row -> new Member(row.id(1), row.text(2), row.role(3), row.text(4)));
  }

  private static final String GROUPS_OF = "SELECT COUNT(*) FROM group_user WHERE user_id = :user";

  @Override
  public int groupsOf(int user) {
    return sql.query(GROUPS_OF).set("user", user).first(row -> row.id(1)).orElse(0);
  }

  @Override
  public boolean invited(int group, int user) {
    return doors.invited(group, user);
  }

  @Override
  public boolean banned(int group, int user) {
    return doors.banned(group, user);
  }

  @Override
  public boolean codeIsGood(int group, String code, long ts) {
    return doors.codeIsGood(group, code, ts);
  }

  @Override
  public boolean addCode(int group, String code, int by, long ts, long until) {
    return doors.addCode(group, code, by, ts, until);
  }

  @Override
  public boolean asked(int group, int user) {
    return doors.asked(group, user);
  }

  @Override
  public boolean ask(int group, int user, String note, long ts) {
    return doors.ask(group, user, note, ts);
  }

  @Override
  public boolean withdraw(int group, int user) {
    return doors.withdraw(group, user);
  }

  @Override
  public List<Integer> keepers(int group) {
    return doors.keepers(group);
  }

  @Override
  public GroupState state(Group group, Role role, long ts) {
    return doors.state(group, role, ts);
  }
}
