package rookery.server.log;

import org.jspecify.annotations.Nullable;
import rookery.server.log.LogEntry.Kind;

/// What a rule says about a command, given the members.
public sealed interface Decision {
  /// It may enter the log.
  ///
  /// @param subject the user that a change of members concerns; 0 for none
  /// @param change what the entry does to the members; null for nothing
  record Accept(
      Kind kind, String body, int subject, String subjectName, @Nullable MemberChange change)
      implements Decision {}

  /// It may not. The text is one sentence for its sender.
  record Refuse(int code, String text) implements Decision {}

  /// A text.
  static Decision text(String text) {
    return new Accept(Kind.TEXT, text, 0, "", null);
  }
}
