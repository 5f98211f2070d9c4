package rookery.tui.model;

import org.jspecify.annotations.Nullable;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ClientMessage;

/// A text of this device that is not known to be stored.
///
/// @param at ms since the epoch, when it was written here
/// @param refusal the sentence with which the server refused it for good; null while it is pending
public record Outgoing(ClientMessage.Repeatable text, long at, @Nullable String refusal) {
  /// Its client message id.
  public String cmid() {
    return text.cmid();
  }

  /// Where it goes.
  public Place place() {
    return Place.of(text);
  }

  /// What it says.
  public String msg() {
    return switch (text) {
      case SendDirect direct -> direct.msg();
      case SendGroup group -> group.msg();
      default -> throw new IllegalStateException("no text: " + text);
    };
  }

  /// Whether it may still be stored.
  public boolean pending() {
    return refusal == null;
  }
}
