package rookery.server.dispatch;

import java.util.function.IntSupplier;
import rookery.protocol.ErrorCode;
import rookery.server.session.Connection;

/// What comes too fast: version 2 is told when to come again, the classic form, which has no word
/// for it, is not read until then.
public final class SlowDown {
  /// Told to a person whose client does not wait by itself.
  public static final String TEXT = "That is too much at once: wait a moment and try again.";

  private SlowDown() {}

  /// Lets one through, at once or, in the classic form, when its time has come. Called on the
  /// connection's reader thread.
  ///
  /// @param retryMs asked until it says 0: now
  /// @throws RefusedException 429
  public static void orPass(Connection connection, IntSupplier retryMs) {
    try {
      for (int wait = retryMs.getAsInt(); wait > 0; wait = retryMs.getAsInt()) {
        if (connection.version2()) {
          throw refusal(wait);
        }
        Thread.sleep(wait);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the connection is being closed
      throw RefusedException.tryAgain();
    }
  }

  private static RefusedException refusal(int retryMs) {
    return new RefusedException(ErrorCode.SLOW_DOWN, TEXT, retryMs);
  }
}
