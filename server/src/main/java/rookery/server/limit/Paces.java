package rookery.server.limit;

import java.time.Clock;
import java.time.Duration;

/// How fast connections are read. Thread-safe; does not block.
public final class Paces {
  private final LimitSettings settings;
  private final Clock clock;
  private final Buckets<String> addresses;

  public Paces(LimitSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
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
      if (!settings.addressBytes().none() && !settings.excepted().contains(address)) {
        rest = Math.max(rest, addresses.owe(Networks.site(address), bytesRead));
      }
      return Duration.ofNanos(rest);
    }
  }
}
