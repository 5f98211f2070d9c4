package rookery.tui.model;

import rookery.protocol.ClientMessage;

/// What the rules want done.
public sealed interface Effect {
  /// Send a request; its answer is to come back as [Event.Answered].
  record Ask(ClientMessage request) implements Effect {}

  /// Send what is not answered.
  record Tell(ClientMessage message) implements Effect {}
}
