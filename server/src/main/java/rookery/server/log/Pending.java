package rookery.server.log;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ErrorCode;
import rookery.server.session.SendWindow;

/// A command that waits for its outcome; the first outcome is told, later ones are not.
final class Pending {
  private final Command command;
  private final long deadlineNanos;
  private final EntryMeter meter;
  private final long sinceNanos = System.nanoTime();
  private volatile boolean told;

  Pending(Command command, long deadlineNanos, EntryMeter meter) {
    this.command = command;
    this.meter = meter;
    this.deadlineNanos = deadlineNanos;
  }

  Command command() {
    return command;
  }

  boolean told() {
    return told;
  }

  boolean overdue(long nowNanos) {
    return nowNanos - deadlineNanos >= 0;
  }

  /// The code with which order demands a refusal: an earlier send of the same session was refused
  /// and has not come again.
  int blockedBy() {
    SendWindow window = window();
    return window == null
        ? ErrorCode.OK
        : window.blockedBy(command.conversation(), command.cmid(), command.turn());
  }

  /// Tells the sender, unless he was told before.
  void tell(Outcome outcome) {
    if (!note(outcome)) {
      return;
    }
    command.done().accept(outcome);
    if (outcome instanceof Outcome.Stored) {
      meter.acked(Duration.ofNanos(System.nanoTime() - sinceNanos));
    }
  }

  /// The window knows before [#told()] says so: a lane that passes over this one finds what follows
  /// it blocked.
  private synchronized boolean note(Outcome outcome) {
    boolean first = !told;
    SendWindow window = window();
    if (window != null && first) {
      int code =
          switch (outcome) {
            case Outcome.Stored _ -> ErrorCode.OK;
            case Outcome.Refused refused -> refused.code();
            case Outcome.Later later -> later.code();
          };
      window.ended(command.conversation(), command.cmid(), command.turn(), code);
    } else if (window != null && outcome instanceof Outcome.Stored) {
      window.storedAfterAll(command.conversation(), command.cmid());
    }
    told = true;
    return first;
  }

  private @Nullable SendWindow window() {
    return command.origin() == null ? null : command.origin().sends();
  }
}
