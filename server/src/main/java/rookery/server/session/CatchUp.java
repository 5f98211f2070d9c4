package rookery.server.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rookery.protocol.codec.Frame;

/// Keeps live entries from overtaking what a client that cannot ask for a backlog is still being
/// sent from the log.
///
/// While the log is read, live entries are let go: the log has them. During the last read they are
/// kept, and what that read did not show follows it. Then everything passes that is past what was
/// read: of an entry the news may come late. Thread-safe.
public final class CatchUp {
  /// Entries kept during the last read; one more and the connection is given up, to begin again.
  private static final int KEPT = 1_000;

  private enum Phase {
    READING,
    LAST_READ,
    LIVE
  }

  private record Kept(Frame frame, long conversation, long seq) {}

  private final List<Kept> kept = new ArrayList<>();
  private final Map<Long, Long> shown = new HashMap<>();
  private Phase phase = Phase.READING;
  private boolean overflown;

  /// Whether a live entry must not be sent now.
  synchronized boolean holds(Frame frame, long conversation, long seq) {
    switch (phase) {
      case READING -> {
        return true;
      }
      case LAST_READ -> {
        overflown |= kept.size() == KEPT;
        if (!overflown) {
          kept.add(new Kept(frame, conversation, seq));
        }
        return true;
      }
      case LIVE -> {
        // In each conversation entries come in order: what follows what was read ends the watch.
        Long last = shown.get(conversation);
        if (last != null && seq > last) {
          shown.remove(conversation);
        }
        return last != null && seq <= last;
      }
    }
    throw new IllegalStateException("no such phase: " + phase);
  }

  /// From now on live entries are kept: read the log once more.
  public synchronized void lastRead() {
    phase = Phase.LAST_READ;
  }

  /// Sends what was kept and not read, and lets everything pass.
  ///
  /// @param read the last sequence of each conversation that was read, or had been shown before
  /// @return false when too much came meanwhile: the connection must begin again
  public synchronized boolean finish(Session session, Map<Long, Long> read) {
    phase = Phase.LIVE;
    shown.putAll(read);
    for (Kept entry : kept) {
      session.deliverLive(entry.frame, entry.conversation, entry.seq);
    }
    kept.clear();
    return !overflown;
  }
}
