package rookery.tui.model;

import org.jspecify.annotations.Nullable;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ClientMessage;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;
import rookery.tui.model.Reading.Scroll;

/// What can happen to the state.
public sealed interface Event {
  /// Signed in, for the first time or again.
  record SignedIn(int id, String name) implements Event {}

  /// There is no connection.
  ///
  /// @param until ms since the epoch, when the next try comes
  record Lost(long until, String why) implements Event {}

  /// The server does not take the credentials.
  record Refused(String sentence, boolean token) implements Event {}

  /// The server said something that answers no request.
  record Came(ServerMessage message) implements Event {}

  /// The answer to an [Effect.Ask], or to a request of a command.
  record Answered(ClientMessage request, Result result) implements Event {}

  /// A text went into the outbox.
  ///
  /// @param at ms since the epoch
  record Queued(ClientMessage.Repeatable text, long at) implements Event {}

  /// A text of the outbox is stored.
  record Acked(ClientMessage.Repeatable text, Stored stored) implements Event {}

  /// A text of the outbox is refused for good.
  record Rejected(ClientMessage.Repeatable text, String sentence) implements Event {}

  /// The user gave a text up.
  record Discarded(String cmid) implements Event {}

  /// The user looks at a place; null at none.
  record Opened(@Nullable Place place) implements Event {}

  /// The user scrolled the open conversation; null to its end.
  record Scrolled(@Nullable Scroll to) implements Event {}

  /// The user came to the top of what is here of the open conversation.
  record OlderWanted() implements Event {}

  /// The window got or lost the keyboard.
  record Focused(boolean gained) implements Event {}

  /// Something to tell the user; empty takes it away.
  record Noticed(String text, boolean failure) implements Event {}
}
