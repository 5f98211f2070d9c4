package rookery.loadtest.thin;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Recorder;

/// Counts what comes back, and in a run at full speed sends the next message for each that was
/// acked.
final class Traffic implements Sink {
  /// Above it, latencies count as this; µs.
  static final long LONGEST = 120_000_000;

  private static final int DIGITS = 3;

  final LongAdder acks = new LongAdder();
  final LongAdder pushes = new LongAdder();
  final LongAdder refused = new LongAdder();
  final LongAdder repeated = new LongAdder();

  /// Came after a later one, for the first time or again.
  final LongAdder reordered = new LongAdder();

  final LongAdder pongs = new LongAdder();
  final Recorder ackTimes = new Recorder(LONGEST, DIGITS);
  final Recorder pushTimes = new Recorder(LONGEST, DIGITS);
  final Gaps gaps = new Gaps();
  private final Map<Peer, Sender> senders = new HashMap<>();
  private final Map<Peer, long[]> last = new HashMap<>();
  private final long began = System.nanoTime();
  private volatile boolean refill;
  private volatile boolean pinging;

  /// @param peers all who may receive
  Traffic(List<Sender> senders, List<Peer> peers) {
    senders.forEach(sender -> this.senders.put(sender.peer, sender));
    peers.forEach(peer -> last.put(peer, new long[senders.size()]));
  }

  /// From now on an ack is followed by the next send, or no longer.
  void refill(boolean on) {
    refill = on;
  }

  /// From now on a pong is followed by the next ping, or no longer.
  void pinging(boolean on) {
    pinging = on;
  }

  @Override
  public void answered(Peer peer, long number, int code, long retryMs) {
    Sender sender = senders.get(peer);
    if (sender == null) {
      return;
    }
    try {
      if (code != 0) {
        refused.increment();
        sender.refused(number, Duration.ofMillis(retryMs));
        return;
      }
      acks.increment();
      gaps.came();
      record(ackTimes, sender.dueAt(number));
      sender.acked();
      if (refill) {
        sender.next(System.nanoTime());
      }
    } catch (IOException _) {
      peer.close();
    }
  }

  @Override
  public void pushed(Peer peer, long dueNanos, int sender, long number) {
    if (dueNanos - began < 0) {
      return; // of an earlier run, which comes when a node looks for what it missed
    }
    long[] seen = last.get(peer);
    if (seen == null || sender < 0 || sender >= seen.length) {
      return;
    }
    if (number <= seen[sender]) {
      (number == seen[sender] ? repeated : reordered).increment();
      return;
    }
    // A hole shows in the count at the end.
    seen[sender] = number;
    pushes.increment();
    record(pushTimes, dueNanos);
  }

  @Override
  public void pong(Peer peer, long number) {
    pongs.increment();
    if (pinging) {
      peer.ping(number);
    }
  }

  private static void record(Recorder recorder, long dueNanos) {
    recorder.recordValue(Math.clamp((System.nanoTime() - dueNanos) / 1_000, 0, LONGEST));
  }
}
