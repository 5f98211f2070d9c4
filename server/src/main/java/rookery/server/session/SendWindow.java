package rookery.server.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
  /// Stands for the conversation of a send that was refused before it was known: it holds up all.
  public static final long UNKNOWN = 0;

  /// Refused sends that are remembered. A client stops sending when it is refused; one that sends
  /// on and on is answered, but may lose its order.
  private static final int REFUSED = 1_000;

  private final Semaphore room = new Semaphore(Bounds.SENDS_UNDER_WAY);
  private final List<Refused> refused = new ArrayList<>(0); // by turn

  private long turns;

  private static final class Refused {
    /// Above every turn.
    static final long NOT_YET = Long.MAX_VALUE;

    /// Below every turn.
    static final long STORED = 0;

    private final String cmid;
    private final long turn; // in which it came first
    private long again = NOT_YET; // in which it came again
    private long conversation;
    private int code;

    Refused(long conversation, String cmid, long turn, int code) {
      this.conversation = conversation;
      this.cmid = cmid;
      this.turn = turn;
      this.code = code;
    }

    boolean mayBeIn(long other) {
      return conversation == other || conversation == UNKNOWN || other == UNKNOWN;
    }

    boolean is(long conversation, String cmid) {
      return this.cmid.equals(cmid) && mayBeIn(conversation);
    }
  }

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

  /// The place of one more send among those of the session, from 1.
  public synchronized long nextTurn() {
    return ++turns;
  }

  /// A send is about to go to its lane: the repeats behind it may follow.
  ///
  /// @return the code with which it must be refused for order's sake instead, which is noted, or
  ///   [ErrorCode#OK]
  public synchronized int begin(long conversation, String cmid, long turn) {
    int blocked = blockedBy(conversation, cmid, turn);
    if (blocked != ErrorCode.OK) {
      ended(conversation, cmid, turn, blocked);
      return blocked;
    }
    Refused known = find(conversation, cmid);
    if (known != null) {
      known.conversation = conversation;
      known.again = turn;
    }
    return ErrorCode.OK;
  }

  /// The code with which order demands the refusal of a send, or [ErrorCode#OK]: an earlier one was
  /// refused and has not come again, or only behind this one.
  public synchronized int blockedBy(long conversation, String cmid, long turn) {
    for (Refused other : refused) {
      if (other.turn >= turn || other.is(conversation, cmid)) {
        return ErrorCode.OK;
      }
      if (other.again > turn && other.mayBeIn(conversation)) {
        return other.code;
      }
    }
    return ErrorCode.OK;
  }

  /// Notes how a send ended.
  ///
  /// @param conversation [#UNKNOWN] when it was refused before that was looked up
  /// @param turn of this try
  public synchronized void ended(long conversation, String cmid, long turn, int code) {
    if (!ErrorCode.mayBeRepeated(code)) {
      drop(conversation, cmid);
      return;
    }
    Refused known = find(conversation, cmid);
    if (known != null) {
      known.code = code;
      known.again = Refused.NOT_YET;
    } else if (refused.size() < REFUSED) {
      int at = refused.size();
      while (at > 0 && refused.get(at - 1).turn > turn) {
        at--; // those behind it were told first
      }
      refused.add(at, new Refused(conversation, cmid, turn, code));
    }
  }

  /// A send was stored after its client was told to try again: it holds up nothing any more, but
  /// keeps its place, as its client will repeat it before what it sent later.
  public synchronized void storedAfterAll(long conversation, String cmid) {
    Refused known = find(conversation, cmid);
    if (known != null) {
      known.again = Refused.STORED;
    }
  }

  /// The client gave up a refused send; others are not touched.
  ///
  /// @param conversation [#UNKNOWN] when there is none
  public synchronized void drop(long conversation, String cmid) {
    refused.removeIf(other -> other.is(conversation, cmid));
  }

  private @Nullable Refused find(long conversation, String cmid) {
    for (Refused other : refused) {
      if (other.is(conversation, cmid)) {
        return other;
      }
    }
    return null;
  }
}
