package rookery.server.chat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ChatMessages.AskSeen;
import rookery.protocol.ChatMessages.Receipt;
import rookery.protocol.ChatMessages.Seen;
import rookery.protocol.ErrorCode;
import rookery.protocol.Reply;
import rookery.server.chat.CursorStore.Received;
import rookery.server.dispatch.Dispatcher;
import rookery.server.dispatch.RefusedException;
import rookery.server.log.Conversation;
import rookery.server.log.EntryReader;
import rookery.server.log.LogEntry;
import rookery.server.log.LogEntry.Kind;
import rookery.server.log.StoreException;
import rookery.server.route.Router;
import rookery.server.session.Session;

/// News of cursors, for those who sent what these moved over: in a direct conversation the cursors
/// themselves, in a group how many members have a text. What is lost of it can be asked for.
/// Thread-safe; all methods block.
public final class Receipts {
  private static final Logger LOG = System.getLogger(Receipts.class.getName());

  /// In a larger group nobody is told without asking.
  private static final int MEMBERS = 200;

  /// So many entries back from where a cursor went their authors are told.
  private static final int ENTRIES = 20;

  /// Conversations of which it is remembered whose they are, which never changes.
  private static final int CONVERSATIONS = 10_000;

  private final EntryReader reader;
  private final CursorStore store;
  private final Router router;
  private final Map<Long, Conversation> known = new LinkedHashMap<>(16, 0.75f, true);

  public Receipts(EntryReader reader, CursorStore store, Router router) {
    this.reader = reader;
    this.store = store;
    this.router = router;
  }

  public void register(Dispatcher.Builder table) {
    table.on(AskSeen.class, this::seen);
  }

  private Reply seen(Session session, AskSeen message) {
    LogEntry text =
        reader
            .at(message.conv(), session.user(), message.seq())
            .filter(entry -> entry.kind() == Kind.TEXT || entry.kind() == Kind.GONE)
            .orElseThrow(() -> new RefusedException(ErrorCode.UNKNOWN, "There is no such text."));
    if (text.sender() != session.user()) {
      throw new RefusedException(ErrorCode.FORBIDDEN, "Only its author may know who has a text.");
    }
    return count(text);
  }

  /// A user has read up to `seq`.
  void read(int user, long conversation, long seq) {
    if (conversation(conversation) instanceof Conversation.Direct direct) {
      router.tell(direct.peerOf(user), new Receipt(conversation, user, seq, seq), 0);
    }
  }

  /// Received cursors were written; what was read counts as received too.
  void received(Collection<Received> cursors) {
    Map<Long, Received> groups = new HashMap<>();
    try {
      for (Received cursor : cursors) {
        switch (conversation(cursor.conversation())) {
          case Conversation.Direct direct ->
              router.tell(
                  direct.peerOf(cursor.user()),
                  new Receipt(direct.id(), cursor.user(), cursor.seq(), 0),
                  0);
          case Conversation.Group group ->
              groups.merge(
                  group.id(), cursor, (one, other) -> one.seq() > other.seq() ? one : other);
          case null -> LOG.log(Level.DEBUG, "no conversation {0}", cursor.conversation());
        }
      }
      groups.values().forEach(this::tellAuthors);
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "some receipts are not told: " + e.getMessage());
    }
  }

  private void tellAuthors(Received cursor) {
    if (reader.members(cursor.conversation(), MEMBERS + 1).size() > MEMBERS) {
      return;
    }
    Map<Integer, LogEntry> newest = new HashMap<>();
    for (LogEntry entry :
        reader.before(cursor.conversation(), cursor.user(), cursor.seq() + 1, ENTRIES)) {
      if (entry.kind() == Kind.TEXT) {
        newest.put(entry.sender(), entry);
      }
    }
    newest.forEach((author, text) -> router.tell(author, count(text), 0));
  }

  private Seen count(LogEntry text) {
    CursorStore.Seen seen = store.seen(text.conversation(), text.seq(), text.sender());
    return new Seen(text.conversation(), text.seq(), seen.members(), seen.received(), seen.read());
  }

  private @Nullable Conversation conversation(long id) {
    synchronized (known) {
      Conversation before = known.get(id);
      if (before != null) {
        return before;
      }
    }
    Optional<Conversation> found = reader.conversation(id);
    found.ifPresent(this::remember);
    return found.orElse(null);
  }

  private void remember(Conversation conversation) {
    synchronized (known) {
      known.put(conversation.id(), conversation);
      if (known.size() > CONVERSATIONS) {
        known.remove(known.keySet().iterator().next());
      }
    }
  }
}
