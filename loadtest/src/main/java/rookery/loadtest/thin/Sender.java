package rookery.loadtest.thin;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ClientMessage;
import rookery.protocol.codec.Version2;

/// Sends numbered messages from one connection to one place and remembers when each was due.
/// Thread-safe.
final class Sender {
  /// Messages under way whose times are remembered.
  private static final int REMEMBERED = 1 << 14;

  private static final Duration RETRY = Duration.ofMillis(500);

  private static final String PADDING =
      " the rooks are back in the elms, and the crows are not amused";

  final Peer peer;
  final int index;
  private final boolean group;
  private final int target;
  private final String run;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong acked = new AtomicLong();
  private long pausedAt = System.nanoTime() - RETRY.toNanos();
  private final AtomicLongArray due = new AtomicLongArray(REMEMBERED);

  /// @param target user or group
  /// @param run makes the `cmid`s of this run unlike those of any other
  Sender(Peer peer, int index, boolean group, int target, String run) {
    this.peer = peer;
    this.index = index;
    this.group = group;
    this.target = target;
    this.run = run;
  }

  /// Sends the next message.
  void next(long dueNanos) throws IOException {
    long number = sent.incrementAndGet();
    due.set(slot(number), dueNanos);
    repeat(number);
  }

  /// Sends a message that was refused once more.
  void repeat(long number) throws IOException {
    String text = dueAt(number) + " " + index + " " + number + PADDING;
    String cmid = run + "-" + index + "-" + number;
    ClientMessage message =
        group ? new SendGroup(cmid, target, text) : new SendDirect(cmid, target, text);
    peer.send(Peer.line(Version2.write(message, number)));
  }

  /// After a refusal, once for all that were refused together. Called by the connection's reader.
  void pause() throws InterruptedException {
    if (System.nanoTime() - pausedAt > RETRY.toNanos()) {
      Thread.sleep(RETRY);
      pausedAt = System.nanoTime();
    }
  }

  long dueAt(long number) {
    return due.get(slot(number));
  }

  void acked() {
    acked.incrementAndGet();
  }

  long sent() {
    return sent.get();
  }

  /// Whether nothing is under way.
  boolean quiet() {
    return acked.get() == sent.get();
  }

  private static int slot(long number) {
    return (int) (number % REMEMBERED);
  }
}
