package rookery.server.log;

import java.util.List;
import rookery.protocol.TouchMessages.Reactions;

/// An entry as it stands in the log.
///
/// @param seq from 1, without holes
/// @param body the words of a text or an edit; for [Kind#MEMBER] the word of the change, and after
///   a blank what it is now; for [Kind#REACTION] the reaction after `+` or `-`
/// @param subject the user that a change of members concerns; 0 for none
/// @param ts ms since the epoch, UTC
/// @param target the sequence that it touches or answers; 0 for none
/// @param mentions ids with commas between, and `all`; empty for nobody
/// @param touched what became of it
public record LogEntry(
    long conversation,
    long seq,
    Kind kind,
    int sender,
    String senderName,
    String cmid,
    String body,
    int subject,
    String subjectName,
    long ts,
    long target,
    String mentions,
    Touched touched) {
  /// An entry that names no other, and is as it was written.
  public LogEntry(
      long conversation,
      long seq,
      Kind kind,
      int sender,
      String senderName,
      String cmid,
      String body,
      int subject,
      String subjectName,
      long ts) {
    this(
        conversation,
        seq,
        kind,
        sender,
        senderName,
        cmid,
        body,
        subject,
        subjectName,
        ts,
        0,
        "",
        Touched.NOT);
  }

  /// What became of a text since it was written.
  ///
  /// @param seq the entry that touched it last; 0 when none did
  /// @param reactions as one user sees them, in the order in which they first came
  public record Touched(long seq, boolean edited, List<Reactions> reactions) {
    /// Nothing touched it.
    public static final Touched NOT = new Touched(0, false, List.of());

    public Touched {
      reactions = List.copyOf(reactions);
    }
  }

  /// The same with other words and marks.
  public LogEntry with(String words, Touched marks) {
    return new LogEntry(
        conversation,
        seq,
        kind,
        sender,
        senderName,
        cmid,
        words,
        subject,
        subjectName,
        ts,
        target,
        mentions,
        marks);
  }

  /// What an entry is.
  public enum Kind {
    TEXT("text"),
    /// A text that was taken back or erased, or what only a newer version has a word for: its
    /// place, without its words.
    GONE("gone"),
    EDIT("edit"),
    RECALL("recall"),
    REACTION("react"),
    MEMBER("member");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// Whether an entry of this kind changes what its target is.
    public boolean touches() {
      return this == EDIT || this == RECALL || this == REACTION;
    }

    /// The word in the record.
    public String word() {
      return word;
    }

    /// What has this word; [#GONE] for the word of a newer version, so that no sequence is missing.
    public static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      return GONE;
    }
  }
}
