package rookery.server.dispatch;

import java.util.function.ToLongBiFunction;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ClientMessage;
import rookery.protocol.Reply;
import rookery.server.session.Connection;
import rookery.server.session.Session;

/// What is done with a message of one type. Called on the connection's reader thread and may block
/// there; a refusal is thrown as [RefusedException].
public sealed interface Handler<M extends ClientMessage> {
  /// Needs no session, and sends an answer type of its own itself: what else it starts must come
  /// after its answer.
  non-sealed interface Anyone<M extends ClientMessage> extends Handler<M> {
    void handle(Connection connection, @Nullable Long rid, M message);
  }

  /// Answers with a RESULT that holds the reply, where there is one.
  non-sealed interface Answering<M extends ClientMessage> extends Handler<M> {
    @Nullable Reply handle(Session session, M message);
  }

  /// Is not answered unless refused.
  non-sealed interface Silent<M extends ClientMessage> extends Handler<M> {
    void handle(Session session, M message);
  }

  /// Answers later, from a lane.
  non-sealed interface Sending<M extends ClientMessage> extends Handler<M> {
    void handle(Session session, M message, Answer answer);
  }

  /// Answers later, from a lane, and keeps the order of the session's sends to a conversation.
  ///
  /// @param conversation which one, as far as that is known without asking the store; else
  ///   [SendWindow#UNKNOWN]
  record InOrder<M extends ClientMessage>(
      Sending<M> sending, ToLongBiFunction<Session, M> conversation) implements Handler<M> {}
}
