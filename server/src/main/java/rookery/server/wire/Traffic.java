package rookery.server.wire;

import java.util.concurrent.atomic.LongAdder;
import rookery.server.limit.Refusals;

/// What the listeners count. Thread-safe.
public final class Traffic {
  final LongAdder tcp = new LongAdder();
  final LongAdder webSocket = new LongAdder();
  final LongAdder framesIn = new LongAdder();
  final LongAdder framesOut = new LongAdder();
  final LongAdder bytesIn = new LongAdder();
  final LongAdder bytesOut = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder evicted = new LongAdder();
  final LongAdder cut = new LongAdder();

  private final Refusals refusals = new Refusals();

  Traffic() {}

  /// How often the listeners held to limits.
  public Refusals refusals() {
    return refusals;
  }

  /// Open now.
  public long tcpConnections() {
    return tcp.sum();
  }

  /// Open now.
  public long webSocketConnections() {
    return webSocket.sum();
  }

  /// Handed to the dispatcher since the start.
  public long framesIn() {
    return framesIn.sum();
  }

  /// Written since the start.
  public long framesOut() {
    return framesOut.sum();
  }

  public long bytesIn() {
    return bytesIn.sum();
  }

  public long bytesOut() {
    return bytesOut.sum();
  }

  /// Newcomers turned away since the start, for want of room.
  public long refused() {
    return refused.sum();
  }

  /// Closed since the start for newer ones, with nobody signed in.
  public long evicted() {
    return evicted.sum();
  }

  /// Cut since the start: stuck, silent, or with a full outbox.
  public long cut() {
    return cut.sum();
  }
}
