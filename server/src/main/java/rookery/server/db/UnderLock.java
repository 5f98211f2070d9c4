package rookery.server.db;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import rookery.protocol.AdminMessages.Policy;
import rookery.protocol.Role;
import rookery.server.log.Conversation;
import rookery.server.log.Members;
import rookery.server.log.MessageStore.Key;
import rookery.server.log.MessageStore.Locked;
import rookery.server.log.MessageStore.Stored;

/// What a lane reads: conversations as it locks them, and what stands under their locks.
final class UnderLock {
  private final Function<String, Statement> statements;
  private final Restrictions restrictions;

  /// @param statements by their texts, in the lane's transaction
  UnderLock(Function<String, Statement> statements) {
    this.statements = statements;
    this.restrictions = new Restrictions(statements);
  }

  private static final String LOCK =
      """
      SELECT id, low_id, high_id, group_id, next_seq, member_version
      FROM conversation
      WHERE id IN (%s)
      ORDER BY id
      FOR UPDATE
      """;

  /// Locks conversations; one that is not there is absent.
  Map<Long, Locked> lock(List<Long> ids) {
    List<Locked> rows =
        statements
            .apply(LOCK.formatted(Statement.rows(ids.size(), "?")))
            .addAll(ids)
            .list(row -> new Locked(row.conversation(1), row.number(5), row.number(6)));
    Map<Long, Locked> locked = new HashMap<>();
    rows.forEach(row -> locked.put(row.conversation().id(), row));
    return locked;
  }

  private static final String DIRECT_MEMBERS =
      """
      SELECT user_id FROM member_range
      WHERE conversation_id = :conversation AND to_seq = 9223372036854775807
      """;

  private static final String GROUP_MEMBERS =
      """
      SELECT r.user_id, g.role
      FROM member_range r
      JOIN group_user g ON g.group_id = :group AND g.user_id = r.user_id
      WHERE r.conversation_id = :conversation AND r.to_seq = 9223372036854775807
      """;

  /// The members as they stand.
  Members members(Locked locked) {
    Conversation conversation = locked.conversation();
    List<Map.Entry<Integer, Role>> rows =
        switch (conversation) {
          case Conversation.Direct(long id, _, _) ->
              statements
                  .apply(DIRECT_MEMBERS)
                  .set("conversation", id)
                  .list(row -> Map.entry(row.id(1), Role.NORMAL));
          case Conversation.Group(long id, int group) ->
              statements
                  .apply(GROUP_MEMBERS)
                  .set("group", group)
                  .set("conversation", id)
                  .list(row -> Map.entry(row.id(1), row.role(2)));
        };
    Map<Integer, Role> roles = HashMap.newHashMap(rows.size());
    rows.forEach(row -> roles.put(row.getKey(), row.getValue()));
    return switch (conversation) {
      case Conversation.Direct direct ->
          new Members(
              direct,
              locked.memberVersion(),
              friends(direct),
              roles,
              restrictions.blocked(direct),
              Map.of(),
              Policy.OPEN);
      case Conversation.Group group ->
          new Members(
              group,
              locked.memberVersion(),
              false,
              roles,
              restrictions.banned(group.group()),
              restrictions.muted(group.group()),
              restrictions.policy(group.group()));
    };
  }

  private static final String FRIENDS =
      """
      SELECT user_id FROM friend WHERE user_id = :low AND friend_id = :high
      """;

  private boolean friends(Conversation.Direct direct) {
    return statements.apply(FRIENDS).set("low", direct.low()).set("high", direct.high()).any();
  }

  private static final String STORED =
      """
      SELECT conversation_id, sender_id, cmid, seq, ts
      FROM entry
      WHERE (conversation_id, sender_id, cmid) IN (%s)
      """;

  private static final int KEYS_AT_ONCE = 200;

  /// What is stored of some keys.
  Map<Key, Stored> stored(Collection<Key> keys) {
    List<Key> wanted = List.copyOf(keys);
    Map<Key, Stored> stored = new HashMap<>();
    for (int from = 0; from < wanted.size(); from += KEYS_AT_ONCE) {
      List<Key> chunk = wanted.subList(from, Math.min(wanted.size(), from + KEYS_AT_ONCE));
      Statement statement =
          statements.apply(STORED.formatted(Statement.rows(chunk.size(), "(?, ?, ?)")));
      chunk.forEach(key -> statement.add(key.conversation(), key.sender(), key.cmid()));
      statement
          .list(row ->
              Map.entry(
                  new Key(row.number(1), row.id(2), row.text(3)),
                  new Stored(row.number(4), row.number(5))))
          .forEach(row -> stored.put(row.getKey(), row.getValue()));
    }
    return stored;
  }
}
