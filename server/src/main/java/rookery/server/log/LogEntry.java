package rookery.server.log;

/// An entry as it stands in the log.
///
/// @param seq from 1, without holes
/// @param body the text, or for [Kind#MEMBER] the word of the change
/// @param subject the user that a change of members concerns; 0 for none
/// @param ts ms since the epoch, UTC
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
    long ts) {
  /// What an entry is.
  public enum Kind {
    TEXT("text"),
    MEMBER("member");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// The word in the record.
    public String word() {
      return word;
    }

    /// @throws IllegalArgumentException when no kind has this word
    public static Kind of(String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      throw new IllegalArgumentException("no kind of entry is called " + word);
    }
  }
}
