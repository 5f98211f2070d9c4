package rookery.loadtest.gatling;

import io.gatling.core.action.Action;
import io.gatling.core.structure.ScenarioContext;
import io.gatling.javaapi.core.ActionBuilder;
import io.gatling.javaapi.core.Session;
import java.util.function.BiConsumer;
import java.util.function.Function;
import rookery.loadtest.link.Address;
import rookery.protocol.ClientMessage;

/// The steps of a scenario over TCP; a user's connection is in his session.
final class TcpSteps {
  private static final String CONNECTION = "connection";

  private final Address server;
  private final Probe probe;

  TcpSteps(Address server, Probe probe) {
    this.server = server;
    this.probe = probe;
  }

  ActionBuilder connect(String name) {
    return step(
        name,
        (session, done) ->
            TcpConnection.open(
                server,
                session.asScala().eventLoop(),
                probe,
                (connection, why) ->
                    done.accept(
                        connection == null ? session : session.set(CONNECTION, connection), why)));
  }

  /// Sends a request with the session's `rid`, awaits its answer, which must have code 0.
  ActionBuilder ask(String name, Function<Session, ClientMessage> message) {
    return step(
        name,
        (session, done) -> {
          TcpConnection connection = session.get(CONNECTION);
          if (connection == null) {
            done.accept(session, "not connected");
          } else {
            connection.ask(
                message.apply(session), session.getLong("rid"), why -> done.accept(session, why));
          }
        });
  }

  ActionBuilder close() {
    return step(
        "close",
        (session, done) -> {
          TcpConnection connection = session.get(CONNECTION);
          if (connection != null) {
            connection.close();
          }
          done.accept(session, "");
        });
  }

  /// @param body called on the user's event loop; it must not block, and tells once when it is done
  ///   and why it failed, an empty text meaning that it did not
  private ActionBuilder step(String name, BiConsumer<Session, BiConsumer<Session, String>> body) {
    return () ->
        new io.gatling.core.action.builder.ActionBuilder() {
          @Override
          public Action build(ScenarioContext context, Action next) {
            return new Step(name, probe, body, next);
          }
        };
  }
}
