package rookery.loadtest.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/// Signals for which Java has no method: STOP, CONT. For POSIX systems.
public final class Signals {
  private Signals() {}

  /// Sends one and waits until it is sent; to a process that is gone it does nothing.
  public static void send(String name, ProcessHandle process) throws InterruptedException {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
