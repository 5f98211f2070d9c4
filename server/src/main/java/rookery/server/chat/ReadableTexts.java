package rookery.server.chat;

import rookery.protocol.ErrorCode;
import rookery.server.dispatch.RefusedException;
import rookery.server.log.EntryReader;
import rookery.server.log.LogEntry;
import rookery.server.log.LogEntry.Kind;
import rookery.server.session.Session;

/// Whether a text that a request names is there for its sender. That never changes, so it is looked
/// at before the lane. Thread-safe; blocks on the store.
final class ReadableTexts {
  private final EntryReader reader;

  ReadableTexts(EntryReader reader) {
    this.reader = reader;
  }

  /// @param seq 0 for none
  /// @throws RefusedException 404 when it is no text, or not the user's to read: one answer for
  ///   both
  void requireReadable(Session session, long conversation, long seq) {
    if (seq == 0) {
      return;
    }
    Kind kind =
        reader
            .at(conversation, session.user(), seq)
            .map(LogEntry::kind)
            .orElseThrow(ReadableTexts::noText);
    if (kind != Kind.TEXT && kind != Kind.GONE) {
      throw noText();
    }
  }

  private static RefusedException noText() {
    return new RefusedException(ErrorCode.UNKNOWN, "There is no such text.");
  }
}
