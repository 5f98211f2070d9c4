package rookery.loadtest.crucible;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rookery.protocol.SyncMessages.Cursor;

/// The client's rule for entries: known below the cursor, next to it shown, beyond it kept aside.
/// Used by one thread.
final class Cursors {
  private final Map<Long, Long> cursors = new HashMap<>();
  private final Map<Long, TreeMap<Long, Content>> aside = new HashMap<>();
  private final Map<Long, Long> heads = new HashMap<>();
  private final Map<Long, Long> confirmed = new HashMap<>();
  private final Shown shown;

  /// Who is told what is shown.
  interface Shown {
    void show(Place place, Content content);

    /// It lies below the cursor: known already.
    void again(Place place, Content content);
  }

  Cursors(Shown shown) {
    this.shown = shown;
  }

  /// An entry that came live, or an own text with its ack.
  void take(Place place, Content content) {
    heads.merge(place.conv(), place.seq(), Math::max);
    if (place.seq() <= at(place.conv())) {
      shown.again(place, content);
      return;
    }
    aside.computeIfAbsent(place.conv(), _ -> new TreeMap<>()).put(place.seq(), content);
    advance(place.conv());
  }

  /// An entry from a page, which has no hole but what is not his.
  void takeInOrder(Place place, Content content) {
    if (place.seq() <= at(place.conv())) {
      shown.again(place, content);
    } else {
      cursors.put(place.conv(), place.seq());
      shown.show(place, content);
    }
  }

  /// All that is his up to there has been taken.
  void through(long conv, long seq) {
    if (seq > at(conv)) {
      cursors.put(conv, seq);
    }
    TreeMap<Long, Content> waiting = aside.get(conv);
    if (waiting != null) {
      waiting.headMap(at(conv), true).clear();
      advance(conv);
    }
  }

  private void advance(long conv) {
    TreeMap<Long, Content> waiting = aside.getOrDefault(conv, new TreeMap<>());
    while (!waiting.isEmpty() && waiting.firstKey() == at(conv) + 1) {
      Map.Entry<Long, Content> next = waiting.pollFirstEntry();
      cursors.put(conv, next.getKey());
      shown.show(new Place(conv, next.getKey()), next.getValue());
    }
  }

  /// The server says how far a conversation goes, and where it starts for who names no cursor.
  void head(long conv, long head, long received) {
    heads.merge(conv, head, Math::max);
    cursors.putIfAbsent(conv, received);
  }

  long at(long conv) {
    return cursors.getOrDefault(conv, 0L);
  }

  List<Cursor> all() {
    return cursors.entrySet().stream().map(e -> new Cursor(e.getKey(), e.getValue())).toList();
  }

  /// The cursors of conversations of which something is missing.
  List<Cursor> missing() {
    Set<Long> convs = new HashSet<>();
    heads.forEach((conv, head) -> {
      if (head > at(conv)) {
        convs.add(conv);
      }
    });
    return convs.stream().map(conv -> new Cursor(conv, at(conv))).toList();
  }

  /// The cursors that moved since they were last asked for.
  List<Cursor> toConfirm() {
    List<Cursor> moved = new ArrayList<>();
    cursors.forEach((conv, seq) -> {
      if (confirmed.getOrDefault(conv, 0L) < seq) {
        confirmed.put(conv, seq);
        moved.add(new Cursor(conv, seq));
      }
    });
    return moved;
  }

  /// The client died: what it had not written down is gone.
  ///
  /// @param cursorsToo also its cursors, as of a client that keeps nothing
  void died(boolean cursorsToo) {
    connectionLost();
    heads.clear();
    if (cursorsToo) {
      cursors.clear();
    }
  }

  /// What was confirmed may not have arrived.
  void connectionLost() {
    aside.clear();
    confirmed.clear();
  }
}
