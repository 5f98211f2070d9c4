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
}
