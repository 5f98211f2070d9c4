package rookery.server;

import java.security.SecureRandom;
import java.time.Clock;
import rookery.protocol.codec.Classic;
import rookery.server.account.AccountHandlers;
import rookery.server.account.ClassicLogin;
import rookery.server.account.Passwords;
import rookery.server.chat.ChatHandlers;
import rookery.server.chat.Cursors;
import rookery.server.chat.SyncHandlers;
import rookery.server.chat.TouchHandlers;
import rookery.server.chat.TypingHandlers;
import rookery.server.db.Database;
import rookery.server.dispatch.Dispatcher;
import rookery.server.dispatch.Sender;
import rookery.server.group.GroupHandlers;
import rookery.server.log.Lanes;
import rookery.server.presence.Presence;
import rookery.server.roster.Directs;
import rookery.server.roster.RosterHandlers;
import rookery.server.roster.RosterVersions;
import rookery.server.route.LocalRouter;
import rookery.server.route.Router;
import rookery.server.session.Connection;
import rookery.server.session.Sessions;

/// A node without its listeners: everything built by constructors, in order, on one page. Started
/// by [#start()], ended by [#close()].
final class Node implements AutoCloseable {
  private final Dispatcher dispatcher;
  private final Lanes lanes;
  private final Cursors cursors;
  private final Presence presence;

  Node(Database database, Classic classic, Clock clock) {
    Sessions sessions = new Sessions();
    Router router = new LocalRouter(sessions);
    RosterVersions versions = new RosterVersions();
    SecureRandom random = new SecureRandom();
    cursors = new Cursors(database.cursors(), database.entries());
    presence =
        new Presence(
            sessions, router, database.rosters(), versions, database.presence(), cursors::flush);
    lanes = new Lanes(database.messages(), router, clock);
    Sender sender = new Sender(lanes);
    Directs directs = new Directs(database.rosters());
    RosterHandlers roster =
        new RosterHandlers(database.rosters(), directs, sender, router, versions, clock);
    ClassicLogin classicLogin =
        new ClassicLogin(
            database.rosters(), database.groups(), database.entries(), presence, cursors);

    Dispatcher.Builder table = new Dispatcher.Builder();
    new AccountHandlers(
            database.accounts(),
            new Passwords(random),
            random,
            presence,
            classicLogin,
            versions,
            clock)
        .register(table);
    roster.register(table);
    new GroupHandlers(database.groups(), sender, presence, clock).register(table);
    new ChatHandlers(
            sender, directs, database.groups(), database.rosters(), roster, database.entries())
        .register(table);
    new TouchHandlers(sender, database.entries()).register(table);
    new TypingHandlers(database.entries(), router, clock).register(table);
    new SyncHandlers(
            database.entries(),
            database.rosters(),
            versions,
            presence,
            cursors,
            database.cursors(),
            router)
        .register(table);
    dispatcher = table.build(classic, this::gone);
    // Alone with its store, a node that starts knows that nobody is online.
    database.presence().allOffline();
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  /// Commands that wait in the lanes.
  int laneDepth() {
    return lanes.depth();
  }

  void start() {
    lanes.start();
    cursors.start();
    presence.start();
  }

  /// What is in flight is committed and acked, cursors are written; the listeners must have said
  /// goodbye before.
  @Override
  public void close() {
    lanes.close();
    cursors.close();
    presence.close();
  }

  private void gone(Connection connection) {
    connection.session().ifPresent(presence::closed);
  }
}
