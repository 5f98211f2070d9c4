package rookery.server.db;

import java.util.function.Function;
import rookery.server.log.LogEntry;

/// What edits, recalls and reactions write about their text, within the transaction that holds the
/// conversation's lock.
final class Touches {
  private final Function<String, Statement> statements;

  Touches(Function<String, Statement> statements) {
    this.statements = statements;
  }

  void apply(LogEntry entry) {
    switch (entry.kind()) {
      case EDIT -> edit(entry);
      case RECALL -> {
        forget(entry, ALL_VERSIONS);
        forget(entry, ALL_REACTIONS);
        on(entry, GONE).run();
      }
      case REACTION -> {
        String reaction = entry.body().substring(1);
        Statement change = on(entry, entry.body().startsWith("+") ? REACT : TAKE_BACK);
        change.set("user", entry.sender()).set("reaction", reaction).run();
        on(entry, TOUCH).run();
      }
      case TEXT, GONE, MEMBER ->
          throw new IllegalArgumentException(entry.kind() + " touches nothing");
    }
  }

  private static final String FIRST_VERSION =
      """
      INSERT INTO text_version (conversation_id, seq, version_seq, body)
      SELECT e.conversation_id, e.seq, e.seq, e.body FROM entry e
      WHERE e.conversation_id = :conversation AND e.seq = :target
        AND NOT EXISTS (SELECT v.seq FROM text_version v
          WHERE v.conversation_id = :conversation AND v.seq = :target)
      """;

  private static final String VERSION =
      """
      INSERT INTO text_version (conversation_id, seq, version_seq, body)
      VALUES (:conversation, :target, :seq, :body)
      """;

  private static final String WORDS =
      """
      UPDATE entry SET body = :body, touched_seq = :seq
      WHERE conversation_id = :conversation AND seq = :target
      """;

  private void edit(LogEntry entry) {
    forget(entry, FIRST_VERSION);
    on(entry, VERSION).set("body", entry.body()).run();
    on(entry, WORDS).set("body", entry.body()).run();
  }

  private static final String ALL_VERSIONS =
      "DELETE FROM text_version WHERE conversation_id = :conversation AND seq = :target";

  private static final String ALL_REACTIONS =
      "DELETE FROM reaction WHERE conversation_id = :conversation AND seq = :target";

  private static final String GONE =
      """
      UPDATE entry SET kind = 'gone', body = '', mentions = NULL, touched_seq = :seq
      WHERE conversation_id = :conversation AND seq = :target
      """;

  private static final String REACT =
      """
      INSERT INTO reaction (conversation_id, seq, user_id, reaction, by_seq)
      VALUES (:conversation, :target, :user, :reaction, :seq)
      """;

  private static final String TAKE_BACK =
      """
      DELETE FROM reaction
      WHERE conversation_id = :conversation AND seq = :target AND user_id = :user
        AND reaction = :reaction AND by_seq < :seq
      """;

  private static final String TOUCH =
      """
      UPDATE entry SET touched_seq = :seq WHERE conversation_id = :conversation AND seq = :target
      """;

  private Statement on(LogEntry entry, String text) {
    return statements
        .apply(text)
        .set("conversation", entry.conversation())
        .set("target", entry.target())
        .set("seq", entry.seq());
  }

  private void forget(LogEntry entry, String text) {
    statements
        .apply(text)
        .set("conversation", entry.conversation())
        .set("target", entry.target())
        .run();
  }
}
