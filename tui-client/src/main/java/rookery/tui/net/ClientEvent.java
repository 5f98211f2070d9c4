package rookery.tui.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ClientMessage;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;

/// What a [Client] has to tell, in the order in which it happened.
public sealed interface ClientEvent {
  /// Signed in, for the first time or again; what the server wrote after that comes after this.
  ///
  /// @param token for the next login from this device; null when the one in use stays
  record Connected(int id, String name, @Nullable String token) implements ClientEvent {
    /// Keeps secrets out of logs.
    @Override
    public String toString() {
      return "Connected[id=" + id + ", name=" + name + "]";
    }
  }

  /// There is no connection; the next try comes by itself.
  ///
  /// @param why one sentence for a person
  record Reconnecting(Duration pause, String why) implements ClientEvent {}

  /// The server does not take these credentials; the client has stopped.
  ///
  /// @param sentence for a person
  /// @param token whether they were a token, so that a password may still do
  record Refused(int code, String sentence, boolean token) implements ClientEvent {}

  /// The server said something that answers no request.
  record Came(ServerMessage message) implements ClientEvent {}

  /// The answer to a request of [Client#ask]; exactly one for each.
  ///
  /// @param ticket what `ask` returned
  record Answered(long ticket, ClientMessage request, Result result) implements ClientEvent {}

  /// A text of the outbox is stored.
  record Acked(ClientMessage.Repeatable text, Stored stored) implements ClientEvent {}

  /// A text of the outbox is refused for good.
  ///
  /// @param sentence for a person
  record Rejected(ClientMessage.Repeatable text, int code, String sentence)
      implements ClientEvent {}
}
