package rookery.server.wire;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import rookery.protocol.AccountMessages.ClassicLoggedIn;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Logout;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.AccountMessages.Pong;
import rookery.protocol.AccountMessages.Register;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ClientMessage;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.MessageType;
import rookery.protocol.ServerMessage;
import rookery.protocol.codec.Classic;
import rookery.server.dispatch.Dispatcher;
import rookery.server.limit.LimitSettings;
import rookery.server.limit.MessageLimits;
import rookery.server.limit.Refusals;
import rookery.server.session.CatchUp;
import rookery.server.session.Connection;
import rookery.server.session.Session;

/// A table that lets everybody in, answers a ping, and hands a text back to who sent it.
final class Echo {
  /// Connections in the order in which they ended, each as often as the dispatcher was told.
  final BlockingQueue<Connection> closed = new LinkedBlockingQueue<>();

  /// Connections in the order of their pings.
  final BlockingQueue<Connection> pinged = new LinkedBlockingQueue<>();

  /// What classic clients were written.
  final BlockingQueue<Entry> received = new LinkedBlockingQueue<>();

  final Classic classic = new Classic(Clock.systemUTC(), 1_000);
  final Dispatcher dispatcher = dispatcher();

  private Dispatcher dispatcher() {
    var table = new Dispatcher.Builder();
    table.anyone(Login.class, this::login);
    table.anyone(
        Register.class,
        (connection, rid, _) -> send(connection, new Registered(rid, ErrorCode.OK, 1, null, null)));
    table.anyone(Ping.class, this::ping);
    table.on(
        Logout.class,
        (session, _) -> {
          session.connection().bind(Optional.empty());
          return null;
        });
    table.silent(SendDirect.class, Echo::echo);
    for (MessageType type : MessageType.values()) {
      type.fromClient().filter(record -> !isOwn(record)).ifPresent(record -> done(table, record));
    }
    return table.build(
        classic,
        closed::add,
        new MessageLimits(LimitSettings.NONE, Clock.systemUTC(), new Refusals()));
  }

  private static boolean isOwn(Class<?> record) {
    return List.of(Login.class, Register.class, Ping.class, Logout.class, SendDirect.class)
        .contains(record);
  }

  private static <M extends ClientMessage> void done(Dispatcher.Builder table, Class<M> record) {
    table.on(record, (_, _) -> null);
  }

  private void login(Connection connection, @Nullable Long rid, Login login) {
    Session session =
        connection.version2()
            ? Session.version2(connection, 7, "bob", login.device())
            : Session.classic(
                connection,
                7,
                "bob",
                login.device(),
                (_, entry) -> received.add(entry),
                new CatchUp());
    connection.bind(Optional.of(session));
    send(
        connection,
        connection.version2()
            ? new LoggedIn(rid, ErrorCode.OK, 7, "bob", login.device(), null, null, null)
            : new ClassicLoggedIn(0, "", 7, "bob", List.of(), List.of(), List.of()));
  }

  private void ping(Connection connection, @Nullable Long rid, Ping ping) {
    pinged.add(connection);
    send(connection, new Pong(rid, 1, null, null, null));
  }

  private static void echo(Session session, SendDirect text) {
    session.deliver(posted(1, text.msg()));
  }

  static DirectPosted posted(long seq, String text) {
    return new DirectPosted(1, seq, 0, 8, "alice", "c-" + seq, 7, text);
  }

  private static void send(Connection connection, ServerMessage message) {
    connection.send(message);
  }
}
