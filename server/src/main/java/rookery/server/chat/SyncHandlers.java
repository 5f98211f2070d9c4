package rookery.server.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Bounds;
import rookery.protocol.ChatMessages.MarkUnread;
import rookery.protocol.ChatMessages.Read;
import rookery.protocol.ChatMessages.Receipt;
import rookery.protocol.ChatMessages.Received;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.Reply;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.History;
import rookery.protocol.SyncMessages.HistoryPage;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;
import rookery.server.chat.CursorStore.Reading;
import rookery.server.dispatch.Answer;
import rookery.server.dispatch.Dispatcher;
import rookery.server.dispatch.RefusedException;
import rookery.server.log.Conversation;
import rookery.server.log.EntryReader;
import rookery.server.log.EntryReader.Standing;
import rookery.server.log.LogEntry;
import rookery.server.log.WireEntries;
import rookery.server.presence.Presence;
import rookery.server.roster.RosterStore;
import rookery.server.roster.RosterStore.Roster;
import rookery.server.roster.RosterVersions;
import rookery.server.route.Router;
import rookery.server.session.Session;

/// What a client missed, what lies before, and its cursors.
public final class SyncHandlers {
  /// Texts in one page, in characters: a page stays well under the bound of a frame.
  static final int PAGE_CHARS = 64_000;

  private final EntryReader reader;
  private final RosterStore rosters;
  private final RosterVersions versions;
  private final Presence presence;
  private final Cursors cursors;
  private final CursorStore store;
  private final Receipts receipts;
  private final Router router;

  public SyncHandlers(
      EntryReader reader,
      RosterStore rosters,
      RosterVersions versions,
      Presence presence,
      Cursors cursors,
      CursorStore store,
      Receipts receipts,
      Router router) {
    this.reader = reader;
    this.rosters = rosters;
    this.versions = versions;
    this.presence = presence;
    this.cursors = cursors;
    this.store = store;
    this.receipts = receipts;
    this.router = router;
  }

  public void register(Dispatcher.Builder table) {
    table
        .sending(Sync.class, this::sync)
        .on(Backlog.class, this::backlog)
        .on(History.class, this::history)
        .silent(
            Received.class,
            (session, message) -> cursors.received(session, message.conv(), message.seq()))
        .silent(Read.class, this::read)
        .on(MarkUnread.class, this::markUnread);
  }

  private void sync(Session session, Sync message, Answer answer) {
    int user = session.user();
    long reads = store.reads(user); // before the heads, so that no change is passed over
    List<Synced.Head> heads = heads(session, message);
    boolean more = heads.size() > Bounds.HEADS;
    List<Synced.Head> page = more ? heads.subList(0, Bounds.HEADS) : heads;
    long version = rosters.version(user);
    if (message.from() != null) {
      answer.done(
          new Synced(versions.seen(user, version), reads, null, null, null, List.of(), page, more));
      return;
    }
    Roster roster = version == message.roster() ? null : rosters.roster(user);
    List<Integer> friends = rosters.friends(user);
    List<Integer> online = presence.shown(friends);
    answer.done(
        new Synced(
            versions.seen(user, roster == null ? version : roster.version()),
            reads,
            roster == null ? null : roster.friends(),
            roster == null ? null : roster.requests(),
            roster == null ? null : roster.groups(),
            online,
            page,
            more));
    presence.correct(session, friends, online);
  }

  /// All that the client has to hear of, by conversation.
  private List<Synced.Head> heads(Session session, Sync message) {
    Map<Long, Long> own = new HashMap<>();
    message.after().forEach(cursor -> own.merge(cursor.conv(), cursor.seq(), Math::max));
    long from = message.from() == null ? 0 : message.from();
    long reads = message.reads() == null ? Long.MAX_VALUE : message.reads();
    ToLongFunction<Standing> received =
        standing -> own.getOrDefault(standing.conversation().id(), standing.received());
    Predicate<Standing> news =
        standing ->
            standing.conversation().id() > from
                && (message.roster() == 0
                    || standing.head() > received.applyAsLong(standing)
                    || standing.reads() > reads);
    return reader.standings(session.user(), session.device(), news).stream()
        .filter(news)
        .map(standing -> head(standing, session.user(), received.applyAsLong(standing)))
        .toList();
  }

  private static Synced.Head head(Standing standing, int user, long received) {
    Conversation conversation = standing.conversation();
    Integer peer = conversation instanceof Conversation.Direct direct ? direct.peerOf(user) : null;
    Integer group = conversation instanceof Conversation.Group of ? of.group() : null;
    return new Synced.Head(
        conversation.id(),
        peer == null ? "group" : "direct",
        peer,
        group,
        standing.title(),
        standing.head(),
        received,
        standing.read(),
        standing.unread(),
        standing.marked(),
        standing.reads());
  }

  private Reply backlog(Session session, Backlog message) {
    List<Entry> entries = new ArrayList<>();
    List<Cursor> through = new ArrayList<>();
    int chars = 0;
    for (Cursor cursor : message.after()) {
      int room = message.limit() - entries.size();
      if (room == 0 || chars >= PAGE_CHARS) {
        return new BacklogPage(entries, through, true);
      }
      long head =
          reader.head(
              cursor.conv(), session.user()); // before the entries, so that none is passed over
      List<LogEntry> page = reader.after(cursor.conv(), session.user(), cursor.seq(), room);
      List<LogEntry> cut = withinChars(page, PAGE_CHARS - chars);
      chars += cut.stream().mapToInt(entry -> entry.body().length()).sum();
      addWire(cursor.conv(), cut, entries);
      boolean whole = cut.size() == page.size() && page.size() < room;
      long last = cut.isEmpty() ? cursor.seq() : cut.getLast().seq();
      through.add(new Cursor(cursor.conv(), whole ? Math.max(head, last) : last));
      if (!whole) {
        return new BacklogPage(entries, through, true);
      }
    }
    return new BacklogPage(entries, through, false);
  }

  private Reply history(Session session, History message) {
    long conversation = message.conv();
    requireMember(conversation, session.user());
    long before = message.before() == null ? Long.MAX_VALUE : message.before();
    List<LogEntry> page = reader.before(conversation, session.user(), before, message.limit() + 1);
    List<LogEntry> newest = page.size() > message.limit() ? page.subList(1, page.size()) : page;
    List<LogEntry> cut = withinChars(newest.reversed(), PAGE_CHARS).reversed();
    List<Entry> entries = new ArrayList<>();
    addWire(conversation, cut, entries);
    return new HistoryPage(entries, cut.size() < page.size());
  }

  private void requireMember(long conversation, int user) {
    if (reader.head(conversation, user) == 0) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN, "You were never a member of this conversation.");
    }
  }

  private void read(Session session, Read message) {
    long conversation = message.conv();
    long head = reader.head(conversation, session.user());
    long seq = Math.min(message.seq(), head);
    if (seq == 0) {
      return;
    }
    cursors.received(session, conversation, seq);
    Optional<Reading> reading = store.read(session.user(), conversation, seq);
    reading.ifPresent(now -> tell(session.user(), conversation, now));
    if (reading.isPresent() && reading.get().moved()) {
      receipts.read(session.user(), conversation, seq);
    }
  }

  private @Nullable Reply markUnread(Session session, MarkUnread message) {
    requireMember(message.conv(), session.user());
    store
        .markUnread(session.user(), message.conv())
        .ifPresent(now -> tell(session.user(), message.conv(), now));
    return null;
  }

  /// All sessions of a user are told what he has read.
  private void tell(int user, long conversation, Reading now) {
    router.tell(
        user,
        new Receipt(conversation, user, now.read(), now.read(), now.marked(), now.reads()),
        0);
  }

  private void addWire(long conversation, List<LogEntry> page, List<Entry> entries) {
    if (!page.isEmpty()) {
      @Nullable Conversation found = reader.conversation(conversation).orElse(null);
      if (found != null) {
        page.forEach(entry -> entries.add(WireEntries.of(entry, found)));
      }
    }
  }

  /// The first entries whose texts fit; at least one.
  static List<LogEntry> withinChars(List<LogEntry> page, int chars) {
    int left = chars;
    int count = 0;
    for (LogEntry entry : page) {
      left -= entry.body().length();
      if (left < 0 && count > 0) {
        break;
      }
      count++;
    }
    return page.subList(0, count);
  }
}
