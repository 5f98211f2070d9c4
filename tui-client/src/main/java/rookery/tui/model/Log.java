package rookery.tui.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import rookery.protocol.Entry;
import rookery.protocol.TouchMessages.Touching;

/// What this device has of a conversation's log.
///
/// @param entries by sequence, ascending; all that are the user's between the first and the cursor
/// @param held what came too early: entries beyond the cursor, with something missing before them
/// @param cursor this device has all up to there; [#UNKNOWN] until a sync tells where it starts
/// @param head the highest sequence that is known to exist
/// @param older whether the server may have more before the first entry
public record Log(
    List<Entry> entries, NavigableMap<Long, Entry> held, long cursor, long head, boolean older) {
  /// The cursor of a conversation that no sync has told of.
  public static final long UNKNOWN = -1;

  private static final int MAX_ENTRIES = 3_000;
  private static final int MAX_HELD = 1_000;

  public Log {
    entries = List.copyOf(entries);
    held = Collections.unmodifiableNavigableMap(new TreeMap<>(held));
  }

  /// Nothing yet; entries come after `cursor`.
  public static Log startingAt(long cursor) {
    return new Log(List.of(), new TreeMap<>(), cursor, cursor, cursor > 0);
  }

  /// Whether something is left to fetch after the cursor.
  public boolean behind() {
    return cursor != UNKNOWN && head > cursor;
  }

  /// The sequence before which the older entries are.
  public long first() {
    return entries.isEmpty() ? cursor + 1 : entries.getFirst().seq();
  }

  /// Takes an entry by the rule of the wire: what is not past the cursor is known, the next one is
  /// shown, one beyond is held.
  Log take(Entry entry) {
    if (cursor != UNKNOWN && entry.seq() <= cursor) {
      return replace(entry);
    }
    NavigableMap<Long, Entry> more = new TreeMap<>(held);
    more.put(entry.seq(), entry);
    if (more.size() > MAX_HELD) {
      more.pollLastEntry();
    }
    return new Log(entries, more, cursor, Math.max(head, entry.seq()), older).drain();
  }

  /// Takes a page after the cursor; with it, all up to `through` is here.
  Log page(List<Entry> page, long through) {
    List<Entry> all = new ArrayList<>(entries);
    for (Entry entry : page) {
      if (entry.seq() > cursor && entry.seq() <= through) {
        all.add(entry);
      }
    }
    long now = Math.max(cursor, through);
    NavigableMap<Long, Entry> rest = new TreeMap<>(held.tailMap(now, false));
    return new Log(all, rest, now, Math.max(head, now), older).drain();
  }

  /// Takes a page of what was before the first entry.
  Log before(List<Entry> page, boolean more) {
    List<Entry> all = new ArrayList<>();
    for (Entry entry : page) {
      if (entry.seq() < first()) {
        all.add(entry);
      }
    }
    all.addAll(entries);
    return new Log(all, held, cursor, head, more && !page.isEmpty());
  }

  /// The same with what the entries past a sequence have done to the texts here.
  Log touched(long after, int me) {
    List<Entry> all = null;
    for (int i = entries.size() - 1; i >= 0 && entries.get(i).seq() > after; i--) {
      boolean touches = entries.get(i) instanceof Touching || Erasure.is(entries.get(i));
      all = touches && all == null ? new ArrayList<>(entries) : all;
    }
    if (all == null) {
      return this;
    }
    for (Entry entry : entries) {
      if (entry.seq() > after && entry instanceof Touching touching) {
        touch(all, touching, me);
      } else if (entry.seq() > after && Erasure.is(entry)) {
        Erasure.apply(all, entry);
      }
    }
    return new Log(all, held, cursor, head, older);
  }

  private static void touch(List<Entry> all, Touching touching, int me) {
    for (int i = all.size() - 1; i >= 0 && all.get(i).seq() >= touching.target(); i--) {
      if (all.get(i).seq() == touching.target()) {
        Entry after = Touches.apply(touching, all.get(i), me);
        all.set(i, after == null ? all.get(i) : after);
        return;
      }
    }
  }

  /// The server's word on where it starts, where that is not known yet, and where it ends.
  Log synced(long received, long newHead) {
    Log started =
        cursor == UNKNOWN ? new Log(entries, held, received, received, received > 0) : this;
    long known = started.held.isEmpty() ? 0 : started.held.lastKey();
    long end = Math.max(started.cursor, Math.max(newHead, known));
    return new Log(started.entries, started.held, started.cursor, end, started.older).drain();
  }

  /// There is nothing to fetch before `newHead` any more but what is held.
  Log endsAt(long newHead) {
    return new Log(entries, held, cursor, Math.max(cursor, newHead), older);
  }

  private Log replace(Entry entry) {
    for (int i = entries.size() - 1; i >= 0 && entries.get(i).seq() >= entry.seq(); i--) {
      if (entries.get(i).seq() == entry.seq()) {
        if (entries.get(i).equals(entry)) {
          return this;
        }
        List<Entry> all = new ArrayList<>(entries);
        all.set(i, entry);
        return new Log(all, held, cursor, head, older);
      }
    }
    return this;
  }

  private Log drain() {
    if (cursor == UNKNOWN || held.isEmpty() || held.firstKey() > cursor + 1) {
      return trimmed();
    }
    List<Entry> all = new ArrayList<>(entries);
    NavigableMap<Long, Entry> rest = new TreeMap<>(held);
    long now = cursor;
    while (!rest.isEmpty() && rest.firstKey() <= now + 1) {
      Entry next = rest.pollFirstEntry().getValue();
      if (next.seq() == now + 1) {
        all.add(next);
        now++;
      }
    }
    return new Log(all, rest, now, Math.max(head, now), older).trimmed();
  }

  private Log trimmed() {
    if (entries.size() <= MAX_ENTRIES) {
      return this;
    }
    int drop = entries.size() - MAX_ENTRIES * 3 / 4;
    return new Log(entries.subList(drop, entries.size()), held, cursor, head, true);
  }
}
