package rookery.server.dispatch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongBiFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import rookery.protocol.AccountMessages.ClassicLoggedIn;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.ClientMessage;
import rookery.protocol.ErrorCode;
import rookery.protocol.MessageType;
import rookery.protocol.ProtocolException;
import rookery.protocol.Reply;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;
import rookery.protocol.codec.Classic;
import rookery.protocol.codec.Frame;
import rookery.protocol.codec.Request;
import rookery.server.limit.MessageLimits;
import rookery.server.log.StoreException;
import rookery.server.session.Connection;
import rookery.server.session.SendWindow;
import rookery.server.session.Session;

/// Message type → who may → handler. The one place that turns a refusal into a message. Thread-safe
/// after [Builder#build].
public final class Dispatcher {
  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  private final Map<Class<?>, Handler<?>> table;
  private final Classic classic;
  private final Goodbye goodbye;
  private final MessageLimits limits;

  /// Told when a connection is gone, on its reader thread, once.
  public interface Goodbye {
    void gone(Connection connection);
  }

  private Dispatcher(
      Map<Class<?>, Handler<?>> table, Classic classic, Goodbye goodbye, MessageLimits limits) {
    this.table = Map.copyOf(table);
    this.classic = classic;
    this.goodbye = goodbye;
    this.limits = limits;
  }

  /// The types that have a handler, with who may send them: for tests that must not forget one.
  public Map<MessageType, Access> table() {
    return table.entrySet().stream()
        .collect(
            Collectors.toMap(
                line -> MessageType.of(line.getKey()),
                line ->
                    line.getValue() instanceof Handler.Anyone ? Access.ANYONE : Access.SIGNED_IN));
  }

  /// Handles one frame of a connection. Called on its reader thread, in the order of the frames;
  /// may block.
  ///
  /// @return whether the next frame begins behind this one, and not behind the next boundary only
  public boolean received(Connection connection, String text) {
    Request request;
    try {
      request = Request.read(text, connection.version2());
    } catch (ProtocolException e) {
      malformed(connection, e);
      return !e.boundaryLost();
    }
    if (request.version2()) {
      connection.speakVersion2();
    }
    try {
      handle(connection, request, text.length());
    } catch (RefusedException e) {
      refuse(connection, request, e);
    } catch (StoreException.Unavailable | StoreException.Retry _) {
      refuse(connection, request, RefusedException.tryAgain());
    } catch (RuntimeException e) { // a loop's last resort: the connection and all others go on
      LOG.log(
          Level.ERROR,
          "connection "
              + connection.id()
              + ", "
              + MessageType.of(request.message().getClass())
              + ", rid "
              + request.rid(),
          e);
      refuse(
          connection,
          request,
          new RefusedException(
              ErrorCode.INTERNAL, "The server failed at this; its log has the cause."));
    }
    return true;
  }

  /// Answers what is no message; whether the connection is closed then is
  /// [ProtocolException#framingLost()], and the caller's to do.
  public void malformed(Connection connection, ProtocolException e) {
    String text = String.valueOf(e.getMessage());
    if (connection.version2()) {
      connection.send(new Frame(Result.error(e.rid(), e.of(), e.code(), text, null, e.cmid())));
    } else if (e.of() == MessageType.REG.number()) {
      connection.send(new Frame(Registered.error(null, e.code(), text, null)));
    } else {
      tellClassic(connection, text);
    }
  }

  /// Tells a client that must go elsewhere, where it speaks the classic form and waits for an
  /// answer. Called instead of [#received].
  ///
  /// @param why one sentence for a person
  public void turnedAway(Connection connection, String text, String why) {
    try {
      Request request = Request.read(text, connection.version2());
      if (request.version2()) {
        connection.speakVersion2();
      } else if (connection.session().isEmpty()) {
        refuse(connection, request, new RefusedException(ErrorCode.TRY_AGAIN, why));
      }
    } catch (ProtocolException e) {
      malformed(connection, e);
    }
  }

  /// The connection is gone; its session ends. Called once, on its reader thread.
  public void closed(Connection connection) {
    goodbye.gone(connection);
  }

  private void handle(Connection connection, Request request, int size) {
    Handler<?> handler = table.get(request.message().getClass());
    if (handler == null) {
      throw new IllegalStateException("no handler for " + request.message().getClass().getName());
    }
    call(handler, connection, request, size);
  }

  @SuppressWarnings("unchecked") // the builder pairs each class with a handler of it
  private <M extends ClientMessage> void call(
      Handler<M> handler, Connection connection, Request request, int size) {
    M message = (M) request.message();
    switch (handler) {
      case Handler.Anyone<M> anyone -> anyone.handle(connection, request.rid(), message);
      case Handler.Answering<M> answering ->
          done(connection, request, answering.handle(counted(connection, size), message));
      case Handler.Silent<M> silent -> silent.handle(counted(connection, size), message);
      case Handler.Sending<M> sending ->
          sending.handle(counted(connection, size), message, answer(connection, request));
      case Handler.InOrder<M>(Handler.Sending<M> sending, ToLongBiFunction<Session, M> place) -> {
        Session session =
            countedInOrder(connection, request, size, own -> place.applyAsLong(own, message));
        sending.handle(session, message, answer(connection, request));
      }
    }
  }

  /// The session, if it may send one more message now.
  private Session counted(Connection connection, int size) {
    Session session = session(connection);
    SlowDown.orPass(connection, () -> limits.retryMs(session, size));
    return session;
  }

  /// The same for a send that must come again in its order, behind those that are under way, when
  /// it is refused here.
  private Session countedInOrder(
      Connection connection, Request request, int size, ToLongFunction<Session> conversation) {
    Session session = session(connection);
    try {
      return counted(connection, size);
    } catch (RefusedException e) {
      String cmid = cmid(request);
      if (cmid != null) {
        SendWindow window = session.sends();
        window.ended(conversation.applyAsLong(session), cmid, window.nextTurn(), e.code());
      }
      throw e;
    }
  }

  private static Session session(Connection connection) {
    return connection
        .session()
        .orElseThrow(() ->
            new RefusedException(ErrorCode.NOT_SIGNED_IN, "You are not signed in: log in first."));
  }

  private Answer answer(Connection connection, Request request) {
    return new Answer() {
      @Override
      public void done(@Nullable Reply reply) {
        Dispatcher.done(connection, request, reply);
      }

      @Override
      public void refused(RefusedException refusal) {
        refuse(connection, request, refusal);
      }
    };
  }

  private static void done(Connection connection, Request request, @Nullable Reply reply) {
    if (connection.version2()) { // the classic form has no word for it
      connection.send(
          new Frame(
              Result.done(request.rid(), MessageType.of(request.message().getClass()), reply)));
    }
  }

  private void refuse(Connection connection, Request request, RefusedException e) {
    MessageType type = MessageType.of(request.message().getClass());
    Long rid = request.rid();
    if (!connection.version2()) {
      if (type == MessageType.REG) {
        connection.send(new Frame(Registered.error(null, e.code(), e.text(), null)));
      } else if (type == MessageType.LOGIN) {
        connection.send(new Frame(ClassicLoggedIn.error(1, e.text())));
      } else {
        tellClassic(connection, e.text());
      }
      return;
    }
    ServerMessage answer =
        switch (type) {
          case LOGIN -> LoggedIn.error(rid, e.code(), e.text(), e.retryMs());
          case REG -> Registered.error(rid, e.code(), e.text(), e.retryMs());
          default ->
              Result.error(rid, type.number(), e.code(), e.text(), e.retryMs(), cmid(request));
        };
    connection.send(new Frame(answer));
  }

  private void tellClassic(Connection connection, String text) {
    ServerMessage answer =
        connection
            .session()
            .map(session -> classic.notice(session.user(), text))
            .orElseGet(() -> ClassicLoggedIn.error(1, text));
    connection.send(new Frame(answer));
  }

  private static @Nullable String cmid(Request request) {
    return request.message() instanceof ClientMessage.Repeatable repeatable
        ? repeatable.cmid()
        : null;
  }

  /// Gathers the table, a line a type.
  public static final class Builder {
    private final Map<Class<?>, Handler<?>> table = new HashMap<>();

    public <M extends ClientMessage> Builder anyone(Class<M> type, Handler.Anyone<M> handler) {
      return line(type, handler);
    }

    public <M extends ClientMessage> Builder on(Class<M> type, Handler.Answering<M> handler) {
      return line(type, handler);
    }

    public <M extends ClientMessage> Builder silent(Class<M> type, Handler.Silent<M> handler) {
      return line(type, handler);
    }

    public <M extends ClientMessage> Builder sending(Class<M> type, Handler.Sending<M> handler) {
      return line(type, handler);
    }

    /// @param conversation as of [Handler.InOrder]
    public <M extends ClientMessage & ClientMessage.Repeatable> Builder inOrder(
        Class<M> type, Handler.Sending<M> handler, ToLongBiFunction<Session, M> conversation) {
      return line(type, new Handler.InOrder<>(handler, conversation));
    }

    /// @throws IllegalStateException when a type that a client may send has no handler
    public Dispatcher build(Classic classic, Goodbye goodbye, MessageLimits limits) {
      Set<Class<?>> missing =
          Stream.of(MessageType.values())
              .flatMap(type -> type.fromClient().stream())
              .collect(Collectors.toCollection(HashSet::new));
      missing.removeAll(table.keySet());
      if (!missing.isEmpty()) {
        throw new IllegalStateException("no handler for " + List.copyOf(missing));
      }
      return new Dispatcher(table, classic, goodbye, limits);
    }

    private Builder line(Class<?> type, Handler<?> handler) {
      if (table.putIfAbsent(type, handler) != null) {
        throw new IllegalStateException("two handlers for " + type.getName());
      }
      return this;
    }
  }
}
