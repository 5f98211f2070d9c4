package rookery.loadtest.thin;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.Entry;
import rookery.protocol.SyncMessages.Cursor;

/// What a client has shown of the numbered messages of one friend: each sequence once, in its
/// order; what is early waits for what is missing. Fed by one thread; counts are for all.
final class Shown {
  private final int friend;
  private final String run;
  private final Map<Long, Long> cursors = new ConcurrentHashMap<>();
  private final Map<Long, TreeMap<Long, Entry>> early = new ConcurrentHashMap<>();
  private final Set<Long> numbers = ConcurrentHashMap.newKeySet();
  private final LongAdder repeated = new LongAdder();

  /// @param friend whose messages count
  /// @param run how their texts begin; a blank and the number follow
  Shown(int friend, String run) {
    this.friend = friend;
    this.run = run;
  }

  void arrived(Entry entry) {
    if (entry.seq() <= cursor(entry.conv())) {
      return;
    }
    early.computeIfAbsent(entry.conv(), _ -> new TreeMap<>()).put(entry.seq(), entry);
    takeEarly(entry.conv());
  }

  /// Up to here there is nothing more to come.
  void through(long conversation, long seq) {
    cursors.merge(conversation, seq, Math::max);
    takeEarly(conversation);
  }

  /// What came early on a connection that is gone comes again.
  void forgetEarly() {
    early.clear();
  }

  private void takeEarly(long conversation) {
    TreeMap<Long, Entry> waiting = early.getOrDefault(conversation, new TreeMap<>());
    while (!waiting.isEmpty() && waiting.firstKey() <= cursor(conversation) + 1) {
      Entry entry = waiting.pollFirstEntry().getValue();
      if (entry.seq() > cursor(conversation)) {
        cursors.put(conversation, entry.seq());
        show(entry);
      }
    }
  }

  private void show(Entry entry) {
    if (entry instanceof DirectPosted text
        && text.sender() == friend
        && text.msg().startsWith(run + " ")
        && !numbers.add(Long.parseLong(text.msg().substring(run.length() + 1)))) {
      repeated.increment();
    }
  }

  long cursor(long conversation) {
    return cursors.getOrDefault(conversation, 0L);
  }

  List<Cursor> cursors() {
    return cursors.entrySet().stream()
        .map(entry -> new Cursor(entry.getKey(), entry.getValue()))
        .toList();
  }

  /// How many of the friend's messages were shown.
  long count() {
    return numbers.size();
  }

  /// How many more than once, under another sequence.
  long repeated() {
    return repeated.sum();
  }
}
