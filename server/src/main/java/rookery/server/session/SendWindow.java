package rookery.server.session;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Bounds;
import rookery.protocol.ErrorCode;

/// The sends of one session that are under way, and the order that they keep through refusals.
///
/// Sends that were refused for now must come again in their order, or be given up by name, before
/// any later send of the session to the same conversation is taken: else a later text would
/// overtake an earlier one. Thread-safe.
public final class SendWindow {
  /// Refused sends that are remembered for a conversation. A client stops sending when it is
  /// refused; one that sends on and on is answered, but may lose its order.
  private static final int REFUSED = 1_000;

  /// Sends of which it is remembered that they are stored: more than can be under way, twice.
  private static final int STORED = 2 * Bounds.SENDS_UNDER_WAY;

  private final Semaphore room = new Semaphore(Bounds.SENDS_UNDER_WAY);
  private final Map<Long, Deque<Refused>> refused = new HashMap<>();
  private int @Nullable []
      stored; // hashes in a ring: most sessions are idle, and a rare mistake only costs an order
  private int storedAt;

  private record Refused(String cmid, int code) {}

  /// Waits until one more send may be under way. Called by the reader: while it waits, the client
  /// is not read.
  ///
  /// @throws InterruptedException when the connection is being closed
  public void enter() throws InterruptedException {
    room.acquire();
  }

  /// One send has its answer.
  public void leave() {
    room.release();
  }

  /// Waits until none is under way, for a connection that hands on no more of them.
  ///
  /// @return false when that does not come in time
  public boolean awaitIdle(Duration atMost) throws InterruptedException {
    boolean idle = room.tryAcquire(Bounds.SENDS_UNDER_WAY, atMost.toNanos(), TimeUnit.NANOSECONDS);
    if (idle) {
      room.release(Bounds.SENDS_UNDER_WAY);
    }
    return idle;
  }

  /// Whether none is under way.
  public boolean idle() {
    return room.availablePermits() == Bounds.SENDS_UNDER_WAY;
  }

  /// The code with which a send must be refused for order's sake, or [ErrorCode#OK] when it may go
  /// on.
  public synchronized int blockedBy(long conversation, String cmid) {
    Deque<Refused> waiting = refused.get(conversation);
    return waiting == null || waiting.getFirst().cmid.equals(cmid)
        ? ErrorCode.OK
        : waiting.getFirst().code;
  }

  /// Notes how a send ended. A refusal of what is stored already, by an earlier try of the same,
  /// holds up nothing: its sender has the ack.
  public synchronized void ended(long conversation, String cmid, int code) {
    if (!ErrorCode.mayBeRepeated(code)) {
      drop(conversation, cmid);
      if (code == ErrorCode.OK) {
        remember(conversation, cmid);
      }
    } else if (!isStored(conversation, cmid)) {
      Deque<Refused> waiting = refused.computeIfAbsent(conversation, _ -> new ArrayDeque<>());
      boolean known = waiting.stream().anyMatch(other -> other.cmid.equals(cmid));
      if (!known && waiting.size() < REFUSED) {
        waiting.add(new Refused(cmid, code));
      }
    }
  }

  /// The client gave up a refused send; others are not touched.
  public synchronized void drop(long conversation, String cmid) {
    Deque<Refused> waiting = refused.get(conversation);
    if (waiting != null) {
      waiting.removeIf(other -> other.cmid.equals(cmid));
      if (waiting.isEmpty()) {
        refused.remove(conversation);
      }
    }
  }

  private void remember(long conversation, String cmid) {
    int[] ring = stored;
    if (ring == null) {
      ring = new int[STORED];
      stored = ring;
    }
    ring[storedAt] = Objects.hash(conversation, cmid);
    storedAt = (storedAt + 1) % STORED;
  }

  private boolean isStored(long conversation, String cmid) {
    int wanted = Objects.hash(conversation, cmid);
    for (int hash : stored == null ? new int[0] : stored) {
      if (hash == wanted) {
        return true;
      }
    }
    return false;
  }
}
