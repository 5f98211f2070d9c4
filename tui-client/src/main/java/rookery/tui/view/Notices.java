package rookery.tui.view;

import java.util.OptionalLong;
import rookery.tui.model.State;
import rookery.tui.model.State.Notice;

/// How long a notice stands in the status line.
final class Notices {
  private static final long SHOWN_MS = 10_000;

  private Notice last = State.INITIAL.notice();
  private long since;

  /// What is to be read now; empty when there is nothing, or it has been there long enough.
  String text(State state, long now) {
    if (state.notice() != last) {
      last = state.notice();
      since = now;
    }
    return now - since < SHOWN_MS ? last.text() : "";
  }

  /// For how many ms more it stands; empty when it does not.
  OptionalLong left(State state, long now) {
    return text(state, now).isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(Math.max(1, since + SHOWN_MS - now));
  }
}
