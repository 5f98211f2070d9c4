package rookery.server.limit;

import java.time.Clock;
import java.time.Duration;
import rookery.server.limit.Refusals.Limit;

/// How fast connections are read. Thread-safe; does not block.
public final class Paces {
  private final LimitSettings settings;
  private final Clock clock;
  private final Buckets<String> addresses;
  private final Refusals refusals;

  public Paces(LimitSettings settings, Clock clock, Refusals refusals) {
    this.settings = settings;
    this.clock = clock;
    this.refusals = refusals;
    this.addresses = new Buckets<>(settings.addressBytes(), clock);
  }

  /// The pace of one more connection.
  public Pace next() {
    return new Pace();
  }

  /// One connection's pace. Used by its reader.
  public final class Pace {
    private final Bucket messages = new Bucket();
    private final Bucket bytes = new Bucket();

    private Pace() {}

    /// How long the reader must rest after what it has just read.
    ///
    /// @param address the client's
    public Duration rest(String address, int messagesRead, int bytesRead) {
      long now = Buckets.nanos(clock);
      long rest =
          Math.max(
              messages.owe(settings.connectionMessages(), now, messagesRead),
              bytes.owe(settings.connectionBytes(), now, bytesRead));
      if (rest > 0) {
        refusals.count(Limit.CONNECTION);
      }
      if (!settings.addressBytes().none() && !settings.excepted().contains(address)) {
        long restOfAddress = addresses.owe(Networks.site(address), bytesRead);
        if (restOfAddress > 0) {
          refusals.count(Limit.ADDRESS);
        }
        rest = Math.max(rest, restOfAddress);
      }
      return Duration.ofNanos(rest);
    }
  }
}
