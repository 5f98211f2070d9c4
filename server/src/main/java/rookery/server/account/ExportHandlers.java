package rookery.server.account;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Bounds;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.SelfMessages.Devices.Device;
import rookery.protocol.SelfMessages.Export;
import rookery.protocol.SelfMessages.Exported;
import rookery.protocol.SelfMessages.Exported.Profile;
import rookery.protocol.SyncMessages.Cursor;
import rookery.server.account.AccountStore.Account;
import rookery.server.dispatch.Dispatcher;
import rookery.server.dispatch.RefusedException;
import rookery.server.log.Conversation;
import rookery.server.log.EntryReader;
import rookery.server.log.LogEntry;
import rookery.server.log.WireEntries;
import rookery.server.roster.RosterStore;
import rookery.server.roster.RosterStore.Roster;
import rookery.server.session.Session;

/// All that is kept of a user, for himself, answer by answer: first what he is, then all entries
/// that he may read, conversation by conversation. The client holds the place, so that nothing is
/// kept here between two answers.
public final class ExportHandlers {
  /// Texts in one answer, in characters, roughly: it stays well under the bound of a frame.
  private static final int CHARS = 64_000;

  /// Conversations that one answer looks at.
  private static final int CONVERSATIONS = 20;

  private final AccountStore accounts;
  private final DeviceStore devices;
  private final RosterStore rosters;
  private final EntryReader reader;

  public ExportHandlers(
      AccountStore accounts, DeviceStore devices, RosterStore rosters, EntryReader reader) {
    this.accounts = accounts;
    this.devices = devices;
    this.rosters = rosters;
    this.reader = reader;
  }

  public void register(Dispatcher.Builder table) {
    table.on(Export.class, this::export);
  }

  private Exported export(Session session, Export message) {
    Cursor after = message.after();
    return after == null ? self(session) : entries(session.user(), after.conv(), after.seq());
  }

  private Exported self(Session session) {
    int user = session.user();
    // Another device may have erased it; this session's end is under way.
    Account account =
        accounts
            .byId(user)
            .orElseThrow(
                () -> new RefusedException(ErrorCode.NOT_SIGNED_IN, "This account was erased."));
    Roster roster = rosters.roster(user);
    List<Device> signedIn = SelfHandlers.listed(devices, session);
    return new Exported(
        new Profile(
            user, account.name(), rosters.nickname(user), account.created(), rosters.privacy(user)),
        signedIn,
        roster.friends(),
        roster.requests(),
        roster.groups(),
        rosters.blockedBy(user),
        List.of(),
        next(user, 0));
  }

  private Exported entries(int user, long conv, long seq) {
    List<Entry> entries = new ArrayList<>();
    int chars = 0;
    Cursor at = new Cursor(conv, seq);
    for (int i = 0; i < CONVERSATIONS && at != null; i++) {
      Conversation conversation = reader.conversation(at.conv()).orElse(null);
      if (conversation == null) {
        return Exported.entries(entries, null);
      }
      List<LogEntry> page = reader.after(at.conv(), user, at.seq(), Bounds.PAGE - entries.size());
      for (LogEntry entry : page) {
        entries.add(WireEntries.of(entry, conversation));
        chars += entry.body().length();
        at = new Cursor(at.conv(), entry.seq());
        if (chars >= CHARS || entries.size() == Bounds.PAGE) {
          return Exported.entries(entries, at);
        }
      }
      at = next(user, at.conv());
    }
    return Exported.entries(entries, at);
  }

  /// Where the next conversation begins; null when there is none.
  private @Nullable Cursor next(int user, long after) {
    Optional<Long> conversation = reader.nextConversation(user, after);
    return conversation.map(id -> new Cursor(id, 0L)).orElse(null);
  }
}
