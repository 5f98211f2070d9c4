package rookery.loadtest.thin;

import java.util.Locale;
import rookery.loadtest.process.Signals;

/// What happens to a node, a process that somebody else started.
public record Fall(ProcessHandle node, Kind kind) {
  /// How it falls.
  public enum Kind {
    /// It is killed, and stays dead.
    KILL,
    /// It stands still, its connections open, until [Fall#end].
    STOP,
    /// It is asked to end, and sends its clients away.
    TERMINATE
  }

  void happen() throws InterruptedException {
    switch (kind) {
      case KILL -> {
        boolean _ = node.destroyForcibly();
      }
      case STOP -> Signals.send("STOP", node);
      case TERMINATE -> {
        boolean _ = node.destroy();
      }
    }
  }

  void end() throws InterruptedException {
    if (kind == Kind.STOP) {
      Signals.send("CONT", node);
    }
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + " " + node.pid();
  }
}
