package rookery.tui.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a connection ended.
///
/// @param why one sentence for a person
/// @param comeBack when the server asked to come back; null when it said nothing
record Ending(String why, @Nullable Duration comeBack) {
  Ending(String why) {
    this(why, null);
  }
}
