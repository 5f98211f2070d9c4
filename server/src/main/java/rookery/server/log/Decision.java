package rookery.server.log;

import org.jspecify.annotations.Nullable;
import rookery.server.log.LogEntry.Kind;

/// What a rule says about a command.
public sealed interface Decision {
  /// It may enter the log.
  ///
  /// @param subject the user that a change of members concerns; 0 for none
  /// @param target the sequence that it touches or answers; 0 for none
  /// @param mentions as [LogEntry#mentions()]
  /// @param change what the entry does to the members; null for nothing
  record Accept(
      Kind kind,
      String body,
      int subject,
      String subjectName,
      long target,
      String mentions,
      @Nullable MemberChange change)
      implements Decision {}

  /// It may not. The text is one sentence for its sender.
  record Refuse(int code, String text) implements Decision {}

  /// A text that answers none and mentions nobody.
  static Decision text(String text) {
    return text(text, 0, "");
  }

  /// A text.
  static Decision text(String text, long reply, String mentions) {
    return new Accept(Kind.TEXT, text, 0, "", reply, mentions, null);
  }

  /// A change of members.
  ///
  /// @param word of the change
  static Decision members(String word, int subject, String subjectName, MemberChange change) {
    return new Accept(Kind.MEMBER, word, subject, subjectName, 0, "", change);
  }

  /// What touches a text.
  static Decision touch(Kind kind, String body, long target) {
    return new Accept(kind, body, 0, "", target, "", null);
  }
}
