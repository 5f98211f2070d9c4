package rookery.server.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.Reply;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.Search;
import rookery.protocol.SyncMessages.SearchPage;
import rookery.server.dispatch.Dispatcher;
import rookery.server.dispatch.RefusedException;
import rookery.server.log.Conversation;
import rookery.server.log.EntryReader;
import rookery.server.log.EntryReader.Found;
import rookery.server.log.EntryReader.Place;
import rookery.server.log.LogEntry;
import rookery.server.log.WireEntries;
import rookery.server.session.Session;

/// Finding texts by what they hold.
public final class SearchHandlers {
  private final EntryReader reader;

  public SearchHandlers(EntryReader reader) {
    this.reader = reader;
  }

  public void register(Dispatcher.Builder table) {
    table.on(Search.class, this::search);
  }

  private Reply search(Session session, Search message) {
    Long only = message.conv();
    if (only != null && reader.head(only, session.user()) == 0) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN, "You were never a member of this conversation.");
    }
    Cursor before = message.before();
    Found found =
        reader.search(
            session.user(),
            message.q(),
            only == null ? 0 : only,
            before == null ? Place.START : new Place(before.conv(), before.seq()),
            message.limit());
    Map<Long, Optional<Conversation>> conversations = new HashMap<>();
    List<Entry> entries = new ArrayList<>();
    List<LogEntry> page = SyncHandlers.withinChars(found.entries(), SyncHandlers.PAGE_CHARS);
    for (LogEntry entry : page) {
      conversations
          .computeIfAbsent(entry.conversation(), reader::conversation)
          .ifPresent(conversation -> entries.add(WireEntries.of(entry, conversation)));
    }
    Optional<Place> next =
        page.size() < found.entries().size()
            ? Optional.of(new Place(page.getLast().conversation(), page.getLast().seq()))
            : found.next();
    return new SearchPage(
        entries, next.map(place -> new Cursor(place.conversation(), place.seq())).orElse(null));
  }
}
