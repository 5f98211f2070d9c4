package rookery.tui.model;

import org.jspecify.annotations.Nullable;
import rookery.protocol.ChatMessages.Mentions;

/// A text that is to be sent.
///
/// @param reply the sequence of the text that it answers; null for none
/// @param mentions whom it names; null for nobody, and where it goes to one person
public record NewText(String msg, @Nullable Long reply, @Nullable Mentions mentions) {
  /// One that answers none and names nobody.
  public NewText(String msg) {
    this(msg, null, null);
  }
}
