package rookery.server.account;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import rookery.protocol.AccountMessages.ClassicLoggedIn;
import rookery.protocol.Bounds;
import rookery.protocol.Entry;
import rookery.protocol.SyncMessages.Synced;
import rookery.server.chat.Cursors;
import rookery.server.group.GroupStore;
import rookery.server.log.Conversation;
import rookery.server.log.EntryReader;
import rookery.server.log.EntryReader.Standing;
import rookery.server.log.LogEntry;
import rookery.server.log.LogEntry.Kind;
import rookery.server.log.StoreException;
import rookery.server.log.WireEntries;
import rookery.server.presence.Presence;
import rookery.server.roster.RosterStore;
import rookery.server.route.Router;
import rookery.server.session.CatchUp;
import rookery.server.session.Connection;
import rookery.server.session.Session;

/// A login in the classic form: everything is told at once, and what was missed follows before
/// anything new. Blocks on the store and on the client.
public final class ClassicLogin {
  private static final Logger LOG = System.getLogger(ClassicLogin.class.getName());

  private static final Duration CLIENT_READS = Duration.ofSeconds(30);

  private final RosterStore rosters;
  private final GroupStore groups;
  private final EntryReader reader;
  private final Presence presence;
  private final Cursors cursors;
  private final Router router;

  public ClassicLogin(
      RosterStore rosters,
      GroupStore groups,
      EntryReader reader,
      Presence presence,
      Cursors cursors,
      Router router) {
    this.rosters = rosters;
    this.groups = groups;
    this.reader = reader;
    this.presence = presence;
    this.cursors = cursors;
    this.router = router;
  }

  /// Binds a session to the connection and sends its LOGIN_ACK and what was missed.
  ///
  /// @return false, and nothing was done, when another classic session of the user is live
  /// @throws StoreException when the record cannot be read; then too nothing was done
  boolean signIn(Connection connection, int user, String name) {
    CatchUp catchUp = new CatchUp();
    Session session =
        Session.classic(
            connection,
            user,
            name,
            AccountHandlers.CLASSIC_DEVICE,
            (self, entry) -> cursors.written(self, entry.conv(), entry.seq()),
            catchUp);
    RosterStore.Roster roster = rosters.roster(user);
    List<ClassicLoggedIn.Group> memberships =
        roster.groups().stream().map(group -> group(group, user)).toList();
    if (!presence.openedClassic(session)) {
      return false;
    }
    connection.bind(Optional.of(session));
    Missed missed = new Missed(session);
    List<Entry> first;
    try {
      first = missed.page();
    } catch (RuntimeException e) {
      connection.bind(Optional.empty());
      presence.closed(session);
      throw e;
    }
    missed.beginHere(roster);
    connection.send(new ClassicLoggedIn(0, "", user, name, friends(roster), memberships, first));
    try {
      missed.sendRest(catchUp);
    } catch (RuntimeException e) {
      // Signed in, and nothing that is written to him now would come: he must begin again.
      connection.close("what was missed cannot be read");
      if (!(e instanceof StoreException)) {
        throw e;
      }
      LOG.log(Level.INFO, "user " + user + " must sign in again: " + e.getMessage());
    }
    return true;
  }

  private List<ClassicLoggedIn.Friend> friends(RosterStore.Roster roster) {
    return roster.friends().stream()
        .map(friend ->
            new ClassicLoggedIn.Friend(friend.id(), friend.name(), presence.online(friend.id())))
        .toList();
  }

  /// A group with oneself first; of a large one the first members, the rest would not fit the
  /// answer anyway.
  private ClassicLoggedIn.Group group(Synced.Group group, int user) {
    List<ClassicLoggedIn.Member> members =
        groups.members(group.groupid(), 0, Bounds.PAGE).stream()
            .sorted(Comparator.comparing(member -> member.user() != user))
            .map(member ->
                new ClassicLoggedIn.Member(
                    member.user(), member.name(), presence.online(member.user()), member.role()))
            .toList();
    return new ClassicLoggedIn.Group(
        group.groupid(), group.groupname(), group.groupdesc(), members);
  }

  /// The texts of others past the device's cursors, page by page.
  private final class Missed {
    private final Session session;
    private final Map<Long, Long> read = new HashMap<>();
    private List<Standing> standings = List.of();

    Missed(Session session) {
      this.session = session;
    }

    /// From where he stands on, what comes live comes without a hole. Of a group that he has left
    /// nothing comes.
    void beginHere(RosterStore.Roster roster) {
      Set<Long> groups =
          roster.groups().stream().map(Synced.Group::conv).collect(Collectors.toSet());
      for (Standing standing : standings) {
        Conversation conversation = standing.conversation();
        if (conversation instanceof Conversation.Direct || groups.contains(conversation.id())) {
          router.read(conversation, standing.head());
        }
      }
    }

    void sendRest(CatchUp catchUp) {
      List<Entry> page = page();
      while (!page.isEmpty()) {
        send(page);
        page = page();
      }
      catchUp.lastRead();
      for (page = page(); !page.isEmpty(); page = page()) {
        send(page);
      }
      // What he has from before counts as read too: the news of it may come only now.
      standings.forEach(
          standing -> read.merge(standing.conversation().id(), standing.head(), Math::max));
      if (!catchUp.finish(session, read)) {
        session.connection().close("too much came while the backlog was read");
      }
    }

    /// The next texts, oldest first within a conversation; empty when all are through.
    List<Entry> page() {
      List<Entry> page = new ArrayList<>();
      standings = reader.standings(session.user(), session.device(), _ -> false);
      for (Standing standing : standings) {
        long conversation = standing.conversation().id();
        long after = read.getOrDefault(conversation, standing.received());
        while (standing.head() > after && page.size() < Bounds.PAGE) {
          List<LogEntry> entries =
              reader.after(conversation, session.user(), after, Bounds.PAGE - page.size());
          if (entries.isEmpty()) {
            break;
          }
          after = entries.getLast().seq();
          read.put(conversation, after);
          entries.stream()
              .filter(entry -> entry.kind() == Kind.TEXT && entry.sender() != session.user())
              .forEach(entry -> page.add(WireEntries.of(entry, standing.conversation())));
        }
      }
      return page;
    }

    private void send(List<Entry> page) {
      page.forEach(session::deliver);
      try {
        if (!session.connection().awaitDrained(CLIENT_READS)) {
          session.connection().close("the client does not read what it missed");
        }
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt(); // the connection is being closed
      }
    }
  }
}
