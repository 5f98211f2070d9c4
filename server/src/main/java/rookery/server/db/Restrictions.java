package rookery.server.db;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import rookery.protocol.AdminMessages.Policy;
import rookery.server.log.Conversation;

/// Who is kept out of a conversation, or may not speak, as it stands under its lock.
final class Restrictions {
  private final Function<String, Statement> statements;

  Restrictions(Function<String, Statement> statements) {
    this.statements = statements;
  }

  private static final String BLOCKED =
      """
      SELECT blocked_id FROM user_block
      WHERE user_id = :low AND blocked_id = :high OR user_id = :high AND blocked_id = :low
      """;

  Set<Integer> blocked(Conversation.Direct direct) {
    return Set.copyOf(
        statements
            .apply(BLOCKED)
            .set("low", direct.low())
            .set("high", direct.high())
            .list(row -> row.id(1)));
  }

  private static final String BANNED = "SELECT user_id FROM group_ban WHERE group_id = :group";

  Set<Integer> banned(int group) {
    return Set.copyOf(statements.apply(BANNED).set("group", group).list(row -> row.id(1)));
  }

  private static final String MUTED =
      "SELECT user_id, until_ts FROM group_mute WHERE group_id = :group";

  Map<Integer, Long> muted(int group) {
    Map<Integer, Long> muted = new HashMap<>();
    statements
        .apply(MUTED)
        .set("group", group)
        .list(row -> Map.entry(row.id(1), row.number(2)))
        .forEach(row -> muted.put(row.getKey(), row.getValue()));
    return muted;
  }

  private static final String POLICY = "SELECT policy FROM all_group WHERE id = :group";

  Policy policy(int group) {
    return statements
        .apply(POLICY)
        .set("group", group)
        .first(row -> row.policy(1))
        .orElse(Policy.INVITATION);
  }
}
