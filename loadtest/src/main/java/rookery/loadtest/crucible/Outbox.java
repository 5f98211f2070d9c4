package rookery.loadtest.crucible;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The texts that are not known to be stored yet, in the order in which they were written; it
/// survives its client's death. Used by one thread.
///
/// Each text is under way once at a time, as the protocol asks for, and leaves by its answer alone:
/// one that is seen in the log before goes again too, as the server may wait for it.
final class Outbox {
  /// Sends under way at once, below what the server allows.
  private static final int WINDOW = 16;

  private static final long NOT_SENT = 0;

  private final Map<String, Pending> pending = new LinkedHashMap<>();
  private final Map<Target, Long> notBefore = new HashMap<>();
  private int underWay;

  /// A text on its way.
  static final class Pending {
    final String cmid;
    final Target target;
    final String text;
    private long rid = NOT_SENT;
    private long sentAt;

    private Pending(String cmid, Target target, String text) {
      this.cmid = cmid;
      this.target = target;
      this.text = text;
    }
  }

  int size() {
    return pending.size();
  }

  void add(String cmid, Target target, String text) {
    pending.put(cmid, new Pending(cmid, target, text));
  }

  /// The oldest text that may be sent now.
  ///
  /// @param now in ns
  Optional<Pending> next(long now) {
    if (underWay >= WINDOW || underWay == pending.size()) {
      return Optional.empty();
    }
    Set<Target> held = new HashSet<>();
    for (Pending text : pending.values()) {
      if (text.rid == NOT_SENT && !held.contains(text.target)) {
        if (mayGo(text.target, now)) {
          return Optional.of(text);
        }
        held.add(text.target);
      }
    }
    return Optional.empty();
  }

  /// After a refusal nothing goes to its target until all that is under way there is answered: else
  /// a new text could overtake one whose refusal is still to come.
  private boolean mayGo(Target target, long now) {
    Long from = notBefore.get(target);
    if (from == null) {
      return true;
    }
    boolean quiet =
        pending.values().stream()
            .noneMatch(text -> text.rid != NOT_SENT && text.target.equals(target));
    if (!quiet || from > now) {
      return false;
    }
    notBefore.remove(target);
    return true;
  }

  void sent(Pending text, long rid, long now) {
    text.rid = rid;
    text.sentAt = now;
    underWay++;
  }

  /// Takes out what is stored, or refused for good; empty when it is not here any more.
  Optional<Pending> remove(String cmid) {
    Pending text = pending.remove(cmid);
    if (text != null && text.rid != NOT_SENT) {
      underWay--;
    }
    return Optional.ofNullable(text);
  }

  Optional<Pending> find(String cmid) {
    return Optional.ofNullable(pending.get(cmid));
  }

  /// Refused with "try again": it goes again. An answer to an earlier try is ignored.
  ///
  /// @param again not before this, in ns
  void refused(long rid, String cmid, long again) {
    Pending text = pending.get(cmid);
    if (text == null || text.rid != rid) {
      return;
    }
    notBefore.put(text.target, again);
    text.rid = NOT_SENT;
    underWay--;
  }

  /// The connection is gone: everything goes again.
  void connectionLost() {
    pending.values().forEach(text -> text.rid = NOT_SENT);
    notBefore.clear();
    underWay = 0;
  }

  /// Whether an answer is due since before `then`, in ns.
  boolean waitingSince(long then) {
    return pending.values().stream()
        .anyMatch(text -> text.rid != NOT_SENT && text.sentAt - then < 0);
  }
}
