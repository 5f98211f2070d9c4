package rookery.server.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import rookery.server.log.LogEntry.Kind;

/// Logs in memory, of conversations between two who are in them from the beginning.
public final class MemoryLogTail implements LogTail {
  private static final Throwable OUTAGE = new IllegalStateException("as the test wants it");

  private record Log(Conversation.Direct conversation, List<LogEntry> entries, long changedNanos) {
    Head head(long nowNanos) {
      return new Head(conversation, entries.size(), 1, Duration.ofNanos(nowNanos - changedNanos));
    }
  }

  private final Map<Long, Log> logs = new HashMap<>();
  private Duration slower = Duration.ZERO;
  private Duration way = Duration.ZERO;
  private int outages;
  private int comparisons;

  /// Appends a text of the one with the higher id.
  public LogEntry text(Conversation.Direct in) {
    return text(in, Duration.ZERO);
  }

  /// The same, as it would stand there after a while.
  public synchronized LogEntry text(Conversation.Direct in, Duration ago) {
    List<LogEntry> before = logs.containsKey(in.id()) ? logs.get(in.id()).entries : List.of();
    long seq = before.size() + 1;
    LogEntry text =
        new LogEntry(
            in.id(), seq, Kind.TEXT, in.high(), "bob", "c-" + seq, "text " + seq, 0, "", 1_000);
    List<LogEntry> entries = new ArrayList<>(before);
    entries.add(text);
    logs.put(in.id(), new Log(in, List.copyOf(entries), System.nanoTime() - ago.toNanos()));
    return text;
  }

  /// The next comparisons find nobody.
  public synchronized void failNext(int comparisons) {
    outages = comparisons;
  }

  /// How often heads were asked for, failures included.
  public synchronized int comparisons() {
    return comparisons;
  }

  /// Each question about heads takes so much longer than the one before to reach the store.
  public synchronized void slowDown(Duration byQuestion) {
    slower = byQuestion;
  }

  @Override
  public List<Head> changedWithin(Duration age, int limit) {
    LockSupport.parkNanos(nextWay().toNanos());
    return heads(age, limit);
  }

  private synchronized Duration nextWay() {
    way = way.plus(slower);
    return way;
  }

  private synchronized List<Head> heads(Duration age, int limit) {
    comparisons++;
    if (outages > 0) {
      outages--;
      throw new StoreException.Unavailable(OUTAGE);
    }
    long now = System.nanoTime();
    return logs.values().stream()
        .map(log -> log.head(now))
        .filter(head -> head.age().compareTo(age) <= 0)
        .sorted(Comparator.comparing(Head::age).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public synchronized List<LogEntry> entries(long conversation, long after, int limit) {
    return logs.get(conversation).entries.stream().skip(after).limit(limit).toList();
  }

  @Override
  public synchronized List<Range> ranges(long conversation, long after) {
    Conversation.Direct two = logs.get(conversation).conversation;
    return List.of(
        new Range(two.low(), 1, Long.MAX_VALUE), new Range(two.high(), 1, Long.MAX_VALUE));
  }
}
