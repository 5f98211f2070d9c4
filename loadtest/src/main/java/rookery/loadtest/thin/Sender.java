package rookery.loadtest.thin;

import java.io.IOException;
import java.time.Duration;
import java.util.SortedSet;
import java.util.TreeSet;
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

  /// Repeats under way at once.
  private static final int AT_ONCE = 32;

  private static final String PADDING =
      " the rooks are back in the elms, and the crows are not amused";

  final Peer peer;
  final int index;
  private final boolean group;
  private final int target;
  private final String run;
  private final AtomicLongArray due = new AtomicLongArray(REMEMBERED);

  // What follows is guarded by this object, also while something is sent: the order is the point.
  private final SortedSet<Long> waiting = new TreeSet<>(); // refused, and what came after it
  private long sent;
  private long acked;
  private int underWay;
  private long notBefore;

  /// @param target user or group
  /// @param run makes the `cmid`s of this run unlike those of any other
  Sender(Peer peer, int index, boolean group, int target, String run) {
    this.peer = peer;
    this.index = index;
    this.group = group;
    this.target = target;
    this.run = run;
  }

  /// Sends the next message; behind those that wait, where some do.
  synchronized void next(long dueNanos) throws IOException {
    sent++;
    due.set(slot(sent), dueNanos);
    if (waiting.isEmpty()) {
      send(sent);
    } else {
      waiting.add(sent);
    }
  }

  private void send(long number) throws IOException {
    underWay++;
    String text = dueAt(number) + " " + index + " " + number + PADDING;
    String cmid = run + "-" + index + "-" + number;
    ClientMessage message =
        group ? new SendGroup(cmid, target, text) : new SendDirect(cmid, target, text);
    peer.send(Peer.line(Version2.write(message, number)));
  }

  synchronized void acked() {
    acked++;
    underWay--;
    repeatWhenQuiet();
  }

  /// It goes again, with what was refused after it, once nothing is under way and its time is over.
  synchronized void refused(long number, Duration wait) {
    underWay--;
    waiting.add(number);
    notBefore = System.nanoTime() + wait.toNanos();
    repeatWhenQuiet();
  }

  private void repeatWhenQuiet() {
    if (underWay == 0 && !waiting.isEmpty()) {
      Thread.ofVirtual().name("thin-repeat").start(this::repeat);
    }
  }

  private void repeat() {
    try {
      Thread.sleep(Duration.ofNanos(Math.max(0, left())));
      synchronized (this) {
        for (int i = 0; i < AT_ONCE && !waiting.isEmpty(); i++) {
          send(waiting.removeFirst());
        }
      }
    } catch (IOException _) {
      peer.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized long left() {
    return notBefore - System.nanoTime();
  }

  long dueAt(long number) {
    return due.get(slot(number));
  }

  synchronized long sent() {
    return sent;
  }

  /// Whether all is acked.
  synchronized boolean quiet() {
    return acked == sent;
  }

  private static int slot(long number) {
    return (int) (number % REMEMBERED);
  }
}
