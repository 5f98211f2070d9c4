package rookery.server;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import rookery.protocol.codec.Classic;
import rookery.server.account.AccountHandlers;
import rookery.server.account.Admission;
import rookery.server.account.ClassicLogin;
import rookery.server.account.Erasures;
import rookery.server.account.ExportHandlers;
import rookery.server.account.LastEntries;
import rookery.server.account.Passwords;
import rookery.server.account.SelfHandlers;
import rookery.server.account.SessionEnds;
import rookery.server.account.Settings;
import rookery.server.account.Tokens;
import rookery.server.chat.ChatHandlers;
import rookery.server.chat.Cursors;
import rookery.server.chat.Receipts;
import rookery.server.chat.SearchHandlers;
import rookery.server.chat.SyncHandlers;
import rookery.server.chat.TouchHandlers;
import rookery.server.chat.TypingHandlers;
import rookery.server.db.Database;
import rookery.server.dispatch.Dispatcher;
import rookery.server.dispatch.Sender;
import rookery.server.group.GroupHandlers;
import rookery.server.keeper.AccountKeeping;
import rookery.server.keeper.ErasureKeeping;
import rookery.server.keeper.History;
import rookery.server.keeper.Keeper;
import rookery.server.keeper.SystemKeeping;
import rookery.server.limit.Guesses;
import rookery.server.limit.LimitSettings;
import rookery.server.limit.LoginLimits;
import rookery.server.limit.MessageLimits;
import rookery.server.limit.Refusals;
import rookery.server.log.EntryMeter;
import rookery.server.log.Lanes;
import rookery.server.presence.NodePresence;
import rookery.server.presence.OneNode;
import rookery.server.presence.Presence;
import rookery.server.redis.Cluster;
import rookery.server.redis.RedisTimes;
import rookery.server.roster.Directs;
import rookery.server.roster.RosterHandlers;
import rookery.server.roster.RosterVersions;
import rookery.server.route.LocalDelivery;
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
  private final SessionEnds ends;
  private final Settings settings;
  private final History history;
  private final Keeper keeper;
  private final Erasures erasures;
  private final Optional<Cluster> cluster;
  private final Sessions sessions = new Sessions();
  private final Refusals refusals = new Refusals();

  /// @param redis where the other nodes are met; empty for a node that is alone
  /// @param meter told what becomes of entries
  /// @param limits what one user and one address may do
  /// @param allowSeed whether the keeper may make accounts for tests
  Node(
      Database database,
      String redis,
      RedisTimes times,
      Classic classic,
      Clock clock,
      EntryMeter meter,
      LimitSettings limits,
      boolean allowSeed) {
    LocalDelivery delivery = new LocalDelivery(sessions, clock, meter);
    RosterVersions versions = new RosterVersions();
    cluster =
        redis.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Cluster(
                    redis,
                    times,
                    delivery,
                    versions,
                    () -> versions.refresh(database.rosters()),
                    database.tail(),
                    clock));
    Router router = cluster.map(Cluster::router).orElseGet(() -> new LocalRouter(delivery));
    NodePresence nodes = cluster.map(Cluster::presence).orElseGet(OneNode::new);
    SecureRandom random = new SecureRandom();
    Passwords passwords = new Passwords(random);
    ends = new SessionEnds(database.devices(), sessions, clock);
    Tokens tokens = new Tokens(random);
    settings = new Settings(database.settings(), sessions, clock);
    history = new History(database.history(), settings, clock);
    Receipts receipts = new Receipts(database.entries(), database.cursors(), router);
    cursors = new Cursors(database.cursors(), database.entries(), receipts);
    presence =
        new Presence(
            sessions,
            database.rosters(),
            versions,
            database.presence(),
            nodes,
            delivery,
            cursors::flush);
    lanes = new Lanes(database.messages(), router, clock, meter);
    Sender sender = new Sender(lanes);
    erasures =
        new Erasures(database.erasures(), new LastEntries(lanes), database.rosters(), router);
    keeper =
        new Keeper(
            new AccountKeeping(
                database.accounts(), database.devices(), passwords, tokens, ends, clock, allowSeed),
            new ErasureKeeping(database.accounts(), database.erasures(), ends, erasures),
            new SystemKeeping(settings, database.settings(), history, tokens, clock));
    Directs directs = new Directs(database.rosters());
    RosterHandlers roster =
        new RosterHandlers(database.rosters(), directs, sender, router, versions, clock);
    ClassicLogin classicLogin =
        new ClassicLogin(
            database.rosters(), database.groups(), database.entries(), presence, cursors, router);

    Dispatcher.Builder table = new Dispatcher.Builder();
    Guesses guesses = new Guesses(limits.excepted(), clock, refusals);
    new AccountHandlers(
            database.accounts(),
            database.devices(),
            passwords,
            new Admission(settings, database.settings(), clock),
            tokens,
            presence,
            classicLogin,
            versions,
            clock,
            new LoginLimits(limits, clock, refusals),
            guesses,
            user -> full(user, limits.userSessions()))
        .register(table);
    new ExportHandlers(
            database.accounts(), database.devices(), database.rosters(), database.entries())
        .register(table);
    new SelfHandlers(
            database.accounts(),
            database.devices(),
            passwords,
            guesses,
            ends,
            database.erasures(),
            erasures)
        .register(table);
    roster.register(table);
    new GroupHandlers(
            database.groups(), database.rosters(), sender, router, presence, random, clock)
        .register(table);
    new ChatHandlers(
            sender, directs, database.groups(), database.rosters(), roster, database.entries())
        .register(table);
    new TouchHandlers(sender, database.entries()).register(table);
    new SearchHandlers(database.entries()).register(table);
    new TypingHandlers(database.entries(), router).register(table);
    receipts.register(table);
    new SyncHandlers(
            database.entries(),
            database.rosters(),
            versions,
            presence,
            cursors,
            database.cursors(),
            receipts,
            router)
        .register(table);
    dispatcher = table.build(classic, this::gone, new MessageLimits(limits, clock, refusals));
    if (cluster.isEmpty()) {
      // Alone with its store, a node that starts knows that nobody is online.
      database.presence().allOffline();
    }
  }

  /// What its part in a cluster is doing; empty for a node that is alone.
  Optional<Cluster.Figures> cluster() {
    return cluster.map(Cluster::figures);
  }

  /// Tells the other nodes whether this one has its database.
  void databaseReady(boolean now) {
    cluster.ifPresent(nodes -> nodes.ready(now));
  }

  /// Whether clients that cannot be served here do better elsewhere: another node has its database,
  /// or there are others of which nothing can be known.
  boolean betterElsewhere() {
    return cluster.isPresent() && (cluster.get().anotherReady() || cluster.get().cutOff());
  }

  private boolean full(int user, int most) {
    boolean full = most > 0 && sessions.of(user).size() >= most;
    if (full) {
      refusals.count(Refusals.Limit.USER);
    }
    return full;
  }

  /// How often it held somebody to limits.
  Refusals refusals() {
    return refusals;
  }

  /// Who takes the keeper's commands.
  Keeper keeper() {
    return keeper;
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  /// Clients that are signed in.
  int sessions() {
    return sessions.all().size();
  }

  /// Commands that wait in the lanes.
  int laneDepth() {
    return lanes.depth();
  }

  void start() {
    lanes.start();
    cursors.start();
    presence.start();
    ends.start();
    erasures.start();
    settings.start();
    history.start();
    cluster.ifPresent(Cluster::start);
  }

  /// What is in flight is committed and acked, cursors are written; the listeners must have said
  /// goodbye before.
  @Override
  public void close() {
    ends.close();
    erasures.close();
    history.close();
    settings.close();
    lanes.close();
    cursors.close();
    presence.close();
    cluster.ifPresent(Cluster::close);
  }

  private void gone(Connection connection) {
    connection.session().ifPresent(presence::closed);
  }
}
