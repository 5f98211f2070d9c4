package rookery.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/// What a server may send.
@JsonPropertyOrder("msgid")
public sealed interface ServerMessage
    permits AccountMessages.FromServer,
        ChatMessages.FromServer,
        TouchMessages.FromServer,
        RosterMessages.FromServer,
        AdminMessages.FromServer,
        Entry,
        Result {
  /// The number of its type.
  @JsonProperty(value = "msgid", access = JsonProperty.Access.READ_ONLY)
  default int msgid() {
    return MessageType.of(getClass()).number();
  }
}
