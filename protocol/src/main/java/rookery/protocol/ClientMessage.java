package rookery.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/// What a client may send. Every one is a record whose compact constructor refuses bad values by
/// [ProtocolException].
@JsonPropertyOrder("msgid")
public sealed interface ClientMessage
    permits AccountMessages.FromClient,
        ChatMessages.FromClient,
        TouchMessages.FromClient,
        RosterMessages.FromClient,
        SelfMessages.FromClient,
        GroupMessages.FromClient,
        AdminMessages.FromClient,
        SyncMessages.FromClient {
  /// The number of its type.
  @JsonProperty(value = "msgid", access = JsonProperty.Access.READ_ONLY)
  default int msgid() {
    return MessageType.of(getClass()).number();
  }

  /// A request that changes a conversation carries a `cmid`: its repeat is answered with the first
  /// answer.
  interface Repeatable {
    /// 1–64 characters of `A–Z a–z 0–9 _ -`, unique for its sender in the conversation.
    String cmid();
  }
}
