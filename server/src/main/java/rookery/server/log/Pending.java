package rookery.server.log;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ErrorCode;
import rookery.server.session.SendWindow;

/// A command that waits for its outcome; the first outcome is told, later ones are not.
final class Pending {
  private final Command command;
  private final long deadlineNanos;
  private final LaneMeter meter;
  private final long sinceNanos = System.nanoTime();
  private final AtomicBoolean told = new AtomicBoolean();

  Pending(Command command, long deadlineNanos, LaneMeter meter) {
    this.command = command;
    this.meter = meter;
    this.deadlineNanos = deadlineNanos;
  }

  Command command() {
    return command;
  }

  boolean told() {
    return told.get();
  }

  boolean overdue(long nowNanos) {
    return nowNanos - deadlineNanos >= 0;
  }

  /// The code with which order demands a refusal: an earlier send of the same session was refused
  /// and has not come again.
  int blockedBy() {
    SendWindow window = window();
    return window == null ? ErrorCode.OK : window.blockedBy(command.conversation(), command.cmid());
  }

  void tell(Outcome outcome) {
    if (!told.compareAndSet(false, true)) {
      return;
    }
    SendWindow window = window();
    if (window != null) {
      int code =
          switch (outcome) {
            case Outcome.Stored _ -> ErrorCode.OK;
            case Outcome.Refused refused -> refused.code();
            case Outcome.Later later -> later.code();
          };
      window.ended(command.conversation(), command.cmid(), code);
    }
    command.done().accept(outcome);
    if (outcome instanceof Outcome.Stored) {
      meter.acked(Duration.ofNanos(System.nanoTime() - sinceNanos));
    }
  }

  private @Nullable SendWindow window() {
    return command.origin() == null ? null : command.origin().sends();
  }
}
