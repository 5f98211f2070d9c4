package rookery.server.db;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import rookery.protocol.Role;
import rookery.server.log.Conversation;
import rookery.server.log.MemberChange;

/// What a change of members writes, within the transaction that holds the conversation's lock.
final class MemberChanges {
  private final Function<String, Statement> statements;
  private final long conversation;
  private final long seq;
  private final long ts;

  /// @param seq the entry that makes the change
  MemberChanges(Function<String, Statement> statements, long conversation, long seq, long ts) {
    this.statements = statements;
    this.conversation = conversation;
    this.seq = seq;
    this.ts = ts;
  }

  /// Whose friends, requests or groups a change touches.
  static Set<Integer> rostersOf(MemberChange change) {
    return switch (change) {
      case MemberChange.Join(int user, _) -> Set.of(user);
      case MemberChange.Leave(int user) -> Set.of(user);
      case MemberChange.Befriend(int low, int high) -> Set.of(low, high);
      case MemberChange.Open _ -> Set.of();
      case MemberChange.Unfriend(int low, int high) -> Set.of(low, high);
      case MemberChange.Block block ->
          block.noticed() ? Set.of(block.by(), block.other()) : Set.of(block.by());
      case MemberChange.Unblock(int by, _) -> Set.of(by);
      case MemberChange.Ban(int user) -> Set.of(user);
      case MemberChange.SetRole(int user, _) -> Set.of(user);
      case MemberChange.Transfer(int from, int to) -> Set.of(from, to);
      case MemberChange.Invite _,
          MemberChange.Unban _,
          MemberChange.Mute _,
          MemberChange.SetPolicy _,
          MemberChange.Notice _ ->
          Set.of();
      // Those of all members are moved by one statement.
      case MemberChange.Rename _, MemberChange.Dissolve _ -> Set.of();
    };
  }

  void apply(Conversation of, MemberChange change) {
    switch (change) {
      case MemberChange.Join(int user, Role role) -> {
        open(user);
        group(of).join(user, role);
      }
      case MemberChange.Leave(int user) -> {
        close(user);
        group(of).leave(user);
      }
      case MemberChange.Befriend(int low, int high) -> {
        open(low, high);
        befriend(low, high);
        answer(low, high);
        answer(high, low);
      }
      case MemberChange.Open(int low, int high) -> open(low, high);
      case MemberChange.Unfriend(int low, int high) -> {
        close(low, high);
        unfriend(low, high);
        unfriend(high, low);
      }
      case MemberChange.Block block -> block(block);
      case MemberChange.Invite invite -> group(of).invite(invite, ts);
      case MemberChange.Ban(int user) -> {
        close(user);
        group(of).ban(user, ts);
      }
      case MemberChange.Unban(int user) -> group(of).unban(user);
      case MemberChange.Mute(int user, long until) -> group(of).mute(user, until);
      case MemberChange.SetRole(int user, Role role) -> group(of).role(user, role);
      case MemberChange.Transfer(int from, int to) -> {
        group(of).role(from, Role.ADMIN);
        group(of).role(to, Role.CREATOR);
        group(of).mute(to, 0);
      }
      case MemberChange.Rename to -> group(of).rename(to);
      case MemberChange.SetPolicy to -> group(of).policy(to);
      case MemberChange.Notice(String text) -> group(of).notice(text);
      case MemberChange.Dissolve _ -> {
        closeAll();
        group(of).dissolve();
      }
      case MemberChange.Unblock(int by, int other) ->
          statements.apply(UNBLOCK).set("user", by).set("other", other).run();
    }
    moveVersion();
  }

  private static final String BLOCK =
      """
      INSERT INTO user_block (user_id, blocked_id, since_ts) VALUES (:user, :other, :ts)
      """;

  private static final String UNBLOCK =
      "DELETE FROM user_block WHERE user_id = :user AND blocked_id = :other";

  private void block(MemberChange.Block block) {
    int by = block.by();
    int other = block.other();
    closeAt(seq, by);
    closeAt(block.friends() ? seq : seq - 1, other);
    unfriend(by, other);
    unfriend(other, by);
    answer(by, other);
    answer(other, by);
    statements.apply(BLOCK).set("user", by).set("other", other).set("ts", ts).run();
  }

  private GroupKeeping group(Conversation conversation) {
    return switch (conversation) {
      case Conversation.Group(_, int group) -> new GroupKeeping(statements, group);
      case Conversation.Direct direct ->
          throw new IllegalArgumentException("no group has conversation " + direct.id());
    };
  }

  private static final String OPEN_RANGES =
      """
      SELECT user_id FROM member_range
      WHERE conversation_id = ? AND user_id IN (%s) AND to_seq = 9223372036854775807
      """;

  private static final String OPEN_RANGE =
      """
      INSERT INTO member_range (conversation_id, user_id, from_seq)
      VALUES (:conversation, :user, :seq)
      """;

  /// Whoever has an open range keeps it.
  private void open(Integer... users) {
    List<Integer> there =
        statements
            .apply(OPEN_RANGES.formatted(Statement.rows(users.length, "?")))
            .add(conversation)
            .addAll(List.of(users))
            .list(row -> row.id(1));
    for (Integer user : users) {
      if (!there.contains(user)) {
        statements
            .apply(OPEN_RANGE)
            .set("conversation", conversation)
            .set("user", user)
            .set("seq", seq)
            .run();
      }
    }
  }

  private static final String CLOSE_RANGES =
      """
      UPDATE member_range SET to_seq = ?
      WHERE conversation_id = ? AND user_id IN (%s) AND to_seq = 9223372036854775807
      """;

  private void close(Integer... users) {
    closeAt(seq, users);
  }

  private void closeAt(long last, Integer... users) {
    statements
        .apply(CLOSE_RANGES.formatted(Statement.rows(users.length, "?")))
        .add(last, conversation)
        .addAll(List.of(users))
        .run();
  }

  private static final String CLOSE_ALL =
      """
      UPDATE member_range SET to_seq = :seq
      WHERE conversation_id = :conversation AND to_seq = 9223372036854775807
      """;

  private void closeAll() {
    statements.apply(CLOSE_ALL).set("seq", seq).set("conversation", conversation).run();
  }

  private static final String BEFRIEND =
      """
      INSERT INTO friend (user_id, friend_id, since_ts)
      VALUES (:low, :high, :ts), (:high, :low, :ts)
      ON DUPLICATE KEY UPDATE since_ts = VALUES(since_ts)
      """;

  private void befriend(int low, int high) {
    statements.apply(BEFRIEND).set("low", low).set("high", high).set("ts", ts).run();
  }

  private static final String ANSWER =
      "DELETE FROM friend_request WHERE from_id = :from AND to_id = :to";

  private void answer(int from, int to) {
    statements.apply(ANSWER).set("from", from).set("to", to).run();
  }

  private static final String UNFRIEND =
      "DELETE FROM friend WHERE user_id = :user AND friend_id = :friend";

  private void unfriend(int user, int friend) {
    statements.apply(UNFRIEND).set("user", user).set("friend", friend).run();
  }

  private static final String MOVE_VERSION =
      """
      UPDATE conversation
      SET member_version = member_version + 1, changed_at = CURRENT_TIMESTAMP(3)
      WHERE id = :conversation
      """;

  private void moveVersion() {
    statements.apply(MOVE_VERSION).set("conversation", conversation).run();
  }
}
