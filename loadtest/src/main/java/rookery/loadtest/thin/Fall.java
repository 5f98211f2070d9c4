package rookery.loadtest.thin;

import rookery.loadtest.process.Signals;

/// What happens to a node, a process that somebody else started.
///
/// @param stops whether it stands still, its connections open, until [#end]; else it is killed
public record Fall(ProcessHandle node, boolean stops) {
  void happen() throws InterruptedException {
    if (stops) {
      Signals.send("STOP", node);
    } else {
      boolean _ = node.destroyForcibly();
    }
  }

  /// Who was killed stays dead.
  void end() throws InterruptedException {
    if (stops) {
      Signals.send("CONT", node);
    }
  }

  @Override
  public String toString() {
    return (stops ? "stopping " : "killing ") + node.pid();
  }
}
