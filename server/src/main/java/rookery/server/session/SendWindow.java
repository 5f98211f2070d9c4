package rookery.server.session;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import rookery.protocol.Bounds;
import rookery.protocol.ErrorCode;

/// The sends of one session that are under way, and the order that they keep through refusals.
///
/// After a refusal that may be repeated, later sends of the session to the same conversation are
/// refused with the same code, until the refused `cmid` comes again or is given up: else a later
/// text would overtake an earlier one. Thread-safe.
public final class SendWindow {
  private final Semaphore room = new Semaphore(Bounds.SENDS_UNDER_WAY);
  private final Map<Long, Held> held = new HashMap<>();

  /// A conversation whose next send must be `cmid`.
  private record Held(String cmid, int code) {}

  /// Waits until one more send may be under way. Called by the reader: while it waits, the client
  /// is not read.
  ///
  /// @throws InterruptedException when the connection is being closed
  public void enter() throws InterruptedException {
    room.acquire();
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

  /// One send has its answer.
  public void leave() {
    room.release();
  }

  /// The code with which a send must be refused for order's sake, or [ErrorCode#OK] when it may go
  /// on.
  public synchronized int blockedBy(long conversation, String cmid) {
    Held first = held.get(conversation);
    return first == null || first.cmid.equals(cmid) ? ErrorCode.OK : first.code;
  }

  /// Notes how a send ended.
  public synchronized void ended(long conversation, String cmid, int code) {
    if (ErrorCode.mayBeRepeated(code)) {
      held.putIfAbsent(conversation, new Held(cmid, code));
    } else {
      drop(conversation, cmid);
    }
  }

  /// The client gave up a refused send; others are not touched.
  public synchronized void drop(long conversation, String cmid) {
    Held first = held.get(conversation);
    if (first != null && first.cmid.equals(cmid)) {
      held.remove(conversation);
    }
  }
}
