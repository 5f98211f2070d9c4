package rookery.server.limit;

import java.time.Clock;
import rookery.server.limit.Refusals.Limit;
import rookery.server.session.Session;

/// How many messages, and how much of text, a user and an address may bring. Thread-safe; does not
/// block.
public final class MessageLimits {
  /// A refused message costs its sender a while, not a beat.
  private static final int MIN_RETRY_MS = 100;

  private final Buckets<Integer> messages;
  private final Buckets<Integer> bytes;
  private final Buckets<String> addresses;
  private final Networks excepted;
  private final Refusals refusals;

  public MessageLimits(LimitSettings settings, Clock clock, Refusals refusals) {
    messages = new Buckets<>(settings.userMessages(), clock);
    bytes = new Buckets<>(settings.userBytes(), clock);
    addresses = new Buckets<>(settings.addressMessages(), clock);
    excepted = settings.excepted();
    this.refusals = refusals;
  }

  /// One more message of a session.
  ///
  /// @param size of its frame, in characters
  /// @return 0 when it may come; else ms after which it may be tried again
  public int retryMs(Session session, int size) {
    String address = session.connection().remoteAddress();
    int retryMs = excepted.contains(address) ? 0 : addresses.take(Networks.site(address), 1);
    if (retryMs > 0) {
      refusals.count(Limit.ADDRESS);
      return Math.max(MIN_RETRY_MS, retryMs);
    }
    retryMs = messages.take(session.user(), 1);
    if (retryMs == 0) {
      retryMs = bytes.take(session.user(), size);
    }
    if (retryMs > 0) {
      refusals.count(Limit.USER);
      return Math.max(MIN_RETRY_MS, retryMs);
    }
    return 0;
  }
}
