package rookery.server.db;

import java.util.List;
import java.util.function.Function;

/// Takes words out of a log, within a transaction that holds the conversation's lock: the places of
/// the texts stay.
final class Blanks {
  private final Function<String, Statement> statements;
  private final long conversation;

  Blanks(Function<String, Statement> statements, long conversation) {
    this.statements = statements;
    this.conversation = conversation;
  }

  private static final String LOCK =
      "SELECT id FROM conversation WHERE id = :conversation FOR UPDATE";

  /// Keeps lanes out until the end of the transaction, which must be near: they wait for it.
  void lock() {
    boolean _ = statements.apply(LOCK).set("conversation", conversation).any();
  }

  private static final String GONE =
      """
      UPDATE entry
      SET kind = 'gone', body = '', mentions = NULL, touched_seq = GREATEST(touched_seq, ?)
      WHERE conversation_id = ? AND seq IN (%s)
      """;

  private static final String VERSIONS =
      "DELETE FROM text_version WHERE conversation_id = ? AND seq IN (%s)";

  private static final String REACTIONS =
      "DELETE FROM reaction WHERE conversation_id = ? AND seq IN (%s)";

  /// @param texts their sequences
  /// @param by the entry that touches them
  void blank(List<Long> texts, long by) {
    if (texts.isEmpty()) {
      return;
    }
    String marks = Statement.rows(texts.size(), "?");
    statements.apply(GONE.formatted(marks)).add(by, conversation).addAll(texts).run();
    statements.apply(VERSIONS.formatted(marks)).add(conversation).addAll(texts).run();
    statements.apply(REACTIONS.formatted(marks)).add(conversation).addAll(texts).run();
  }

  private static final String REACTED =
      """
      SELECT seq, target_seq FROM entry
      WHERE conversation_id = :conversation AND sender_id = :user AND kind = 'react'
        AND body NOT IN ('+', '-') AND seq < :by
      LIMIT :limit
      """;

  private static final String NO_REACTION =
      "UPDATE entry SET body = SUBSTRING(body, 1, 1) WHERE conversation_id = ? AND seq IN (%s)";

  private static final String HIS_REACTIONS =
      "DELETE FROM reaction WHERE conversation_id = ? AND user_id = ? AND seq IN (%s)";

  private static final String TOUCH =
      """
      UPDATE entry SET touched_seq = GREATEST(touched_seq, ?)
      WHERE conversation_id = ? AND kind = 'text' AND seq IN (%s)
      """;

  private record Reacted(long seq, long target) {}

  /// Takes some of a user's reactions: from their texts, and from the log what they were.
  ///
  /// @param by the entry that touches the texts; what is past it stays
  /// @return how many, `limit` at most
  int reactions(int user, long by, int limit) {
    List<Reacted> reacted =
        his(REACTED, user, by, limit).list(row -> new Reacted(row.number(1), row.number(2)));
    if (!reacted.isEmpty()) {
      List<Long> entries = reacted.stream().map(Reacted::seq).toList();
      List<Long> texts = reacted.stream().map(Reacted::target).distinct().toList();
      String marks = Statement.rows(texts.size(), "?");
      statements.apply(HIS_REACTIONS.formatted(marks)).add(conversation, user).addAll(texts).run();
      statements.apply(TOUCH.formatted(marks)).add(by, conversation).addAll(texts).run();
      statements
          .apply(NO_REACTION.formatted(Statement.rows(entries.size(), "?")))
          .add(conversation)
          .addAll(entries)
          .run();
    }
    return reacted.size();
  }

  private static final String NOTICES =
      """
      SELECT seq FROM entry
      WHERE conversation_id = :conversation AND sender_id = :user AND kind = 'member'
        AND body LIKE 'notice _%' AND seq < :by
      LIMIT :limit
      """;

  // By its words: which entry it is from is written nowhere.
  private static final String TAKE_DOWN =
      """
      UPDATE all_group SET notice = ''
      WHERE id = (SELECT c.group_id FROM conversation c WHERE c.id = ?) AND notice <> ''
        AND CONCAT('notice ', notice) IN
          (SELECT e.body FROM entry e WHERE e.conversation_id = ? AND e.seq IN (%s))
      """;

  private static final String NO_NOTICE =
      "UPDATE entry SET body = 'notice ' WHERE conversation_id = ? AND seq IN (%s)";

  /// Takes the words of some of a user's notices, also from the group where one hangs.
  ///
  /// @param by what is past it stays
  /// @return how many, `limit` at most
  int notices(int user, long by, int limit) {
    List<Long> notices = his(NOTICES, user, by, limit).list(row -> row.number(1));
    if (!notices.isEmpty()) {
      String marks = Statement.rows(notices.size(), "?");
      statements
          .apply(TAKE_DOWN.formatted(marks))
          .add(conversation, conversation)
          .addAll(notices)
          .run();
      statements.apply(NO_NOTICE.formatted(marks)).add(conversation).addAll(notices).run();
    }
    return notices.size();
  }

  private Statement his(String text, int user, long by, int limit) {
    return statements
        .apply(text)
        .set("conversation", conversation)
        .set("user", user)
        .set("by", by)
        .set("limit", limit);
  }
}
