package rookery.protocol;

/// An entry of a conversation's log, as it is shown to a member.
public sealed interface Entry extends ServerMessage
    permits ChatMessages.DirectPosted,
        ChatMessages.GroupPosted,
        GroupMessages.MemberChanged,
        TouchMessages.Touching {
  /// The conversation.
  long conv();

  /// The position in the conversation, from 1, without holes.
  long seq();

  /// When it was stored: ms since the epoch, UTC, by the server's clock.
  long ts();

  /// Who did it.
  int sender();

  /// The name of who did it.
  String name();

  /// The client message id that its sender chose.
  String cmid();
}
