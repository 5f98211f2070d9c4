package rookery.server.wire;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.ErrorCode;
import rookery.protocol.codec.Classic;
import rookery.protocol.codec.Frame;
import rookery.server.dispatch.Dispatcher;
import rookery.server.limit.Paces;

/// What all connections of the process share.
///
/// @param ids the last one given
record Wire(
    Dispatcher dispatcher,
    Classic classic,
    WireTimes times,
    Traffic traffic,
    Guard guard,
    ConnectionLimits limits,
    Paces paces,
    Doorway doorway,
    Handshakes handshakes,
    AtomicLong ids) {
  /// Said to one connection too many of an address.
  static final String TOO_MANY = "Too many connections come from your address: close others.";

  private static final int MIN_RETRY_MS = 100;
  private static final int MAX_RETRY_MS = 1_000;

  /// The server's goodbye, with a random wait, so that not all come back at once.
  static Frame bye(String text) {
    int retryMs = ThreadLocalRandom.current().nextInt(MIN_RETRY_MS, MAX_RETRY_MS + 1);
    return new Frame(new Bye(ErrorCode.TRY_AGAIN, text, retryMs));
  }
}
