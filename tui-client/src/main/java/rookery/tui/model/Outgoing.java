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
  /// When a text is shown as under way rather than as said, so that quick acks make no flicker.
  public static final long LATE_MS = 400;

  /// Its client message id.
  public String cmid() {
    return text.cmid();
  }

  /// Where it goes.
  public Place place() {
    return Place.of(text);
  }

  /// What it says.
  public NewText said() {
    return switch (text) {
      case SendDirect direct -> new NewText(direct.msg(), direct.reply(), null);
      case SendGroup group -> new NewText(group.msg(), group.reply(), group.mentions());
      default -> throw new IllegalStateException("no text: " + text);
    };
  }

  /// Whether it has been under way for longer than an ack takes on a good day.
  ///
  /// @param now ms since the epoch
  public boolean late(long now) {
    return pending() && now - at >= LATE_MS;
  }

  /// Whether it may still be stored.
  public boolean pending() {
    return refusal == null;
  }
}
