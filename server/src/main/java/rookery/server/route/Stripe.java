package rookery.server.route;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import rookery.server.log.Conversation;
import rookery.server.log.LogEntry;
import rookery.server.log.LogTail.Head;
import rookery.server.log.LogTail.Range;
import rookery.server.log.WireEntries;

/// A share of the conversations, with where each of them stands here: which entry comes next, and
/// which have come too early. Its lock is the order in which entries are put into outboxes.
///
/// A conversation that was not heard of begins with the first entry that comes: a client that sees
/// a hole asks for it, and where clients cannot ask, [#begin] has said where they stand, or the
/// conversation is new to them.
final class Stripe {
  /// Conversations remembered; those heard of longest ago are forgotten first.
  private static final int STREAMS = 1_000;

  /// Entries before the newest that are looked at for clients that cannot ask, where nothing was
  /// heard of their conversation.
  private static final int RECENT = 200;

  /// Entries that wait for one before them, of all conversations here; one more is let go, the log
  /// has it.
  private static final int EARLY = 100;

  /// Reads a conversation's log, so many ms from now; does not block.
  interface Later {
    void read(long conversation, long ms);
  }

  private final LocalDelivery delivery;
  private final Rolls rolls;
  private final Later readLater;
  private final Map<Long, Stream> streams = new LinkedHashMap<>(16, 0.75f, true);
  private int early;

  /// Whether a conversation was ever forgotten.
  private boolean forgot;

  Stripe(LocalDelivery delivery, Rolls rolls, Later readLater) {
    this.delivery = delivery;
    this.rolls = rolls;
    this.readLater = readLater;
  }

  private static final class Stream {
    final Conversation conversation;
    final TreeMap<Long, Arrival> early = new TreeMap<>();
    long next;

    /// Below this sequence, what was written before `newsSince`, in ms since the epoch, is no news
    /// to anybody here.
    long newest;

    long newsSince;

    /// The highest sequence that is known to be in the log.
    long known;

    /// An entry at which the version of the membership is known, and that version.
    long versionAt;

    long version;

    /// Whether a reading of the log is to come.
    boolean due;

    boolean isNews(LogEntry entry) {
      return entry.seq() >= newest || entry.ts() >= newsSince;
    }

    Stream(Conversation conversation, long next) {
      this.conversation = conversation;
      this.next = next;
      this.known = next - 1;
    }
  }

  /// What is missing: entries of `conversation` past `after`.
  record Gap(Conversation conversation, long after) {}

  /// An entry was committed, here or elsewhere; what is known already is let go.
  synchronized void accept(Arrival arrival, long patienceMs) {
    long seq = arrival.entry().seq();
    Stream stream = streams.get(arrival.conversation().id());
    if (stream == null) {
      if (arrival.audience() instanceof Audience.Named(Set<Integer> users)
          && !delivery.concerns(users)) {
        return;
      }
      stream = begun(arrival.conversation(), seq);
    }
    if (seq < stream.next) {
      return;
    }
    stream.known = Math.max(stream.known, seq);
    if (arrival.audience() instanceof Audience.Rolled rolled) {
      stream.versionAt = seq;
      stream.version = rolled.after();
    }
    if (seq > stream.next) {
      keep(stream, arrival);
      later(stream, patienceMs);
    } else if (handed(arrival)) {
      stream.next++;
      follow(stream);
    } else {
      later(stream, 0);
    }
  }

  /// A comparison has found where a conversation stands.
  ///
  /// @param newsSince what was written since then, in ms since the epoch, may be news to a session
  ///   here, where the conversation is not known; [Long#MAX_VALUE] for nothing
  synchronized void head(Head head, long newsSince, long patienceMs) {
    Stream stream = streams.get(head.conversation().id());
    if (stream == null && !concerns(head)) {
      return;
    }
    if (stream == null) {
      // What was forgotten may have been handed on before: then only the newest is sure to be news.
      boolean all = delivery.someoneCannotAsk() && !forgot;
      long news = newsSince == Long.MAX_VALUE ? 0 : all ? RECENT : 1;
      stream = begun(head.conversation(), Math.max(1, head.seq() + 1 - news));
      stream.newest = head.seq();
      stream.newsSince = newsSince;
    }
    if (head.seq() < stream.next) {
      return;
    }
    if (concerns(head)) {
      stream.known = Math.max(stream.known, head.seq());
      stream.versionAt = head.seq();
      stream.version = head.memberVersion();
      later(stream, patienceMs);
    } else {
      skipTo(stream, head.seq() + 1);
    }
  }

  /// Notes where a conversation stands for a client that cannot ask; nothing where it is known.
  synchronized void begin(Conversation conversation, long next) {
    if (!streams.containsKey(conversation.id())) {
      begun(conversation, next);
    }
  }

  /// What is missing of a conversation; empty, and no reading is to come any more, when nothing is.
  synchronized Optional<Gap> gap(long conversation) {
    Stream stream = streams.get(conversation);
    if (stream == null) {
      return Optional.empty();
    }
    if (stream.known < stream.next) {
      stream.due = false;
      return Optional.empty();
    }
    return Optional.of(new Gap(stream.conversation, stream.next - 1));
  }

  /// Hands on what was read.
  ///
  /// @param entries that follow the gap's beginning, ascending
  /// @param ranges of all members, since the gap's beginning
  /// @return how many entries a session here had missed
  synchronized int fill(Gap gap, List<LogEntry> entries, List<Range> ranges) {
    Conversation conversation = gap.conversation();
    Stream stream = streams.get(conversation.id());
    if (stream == null) {
      return 0;
    }
    int filled = 0;
    if (stream.next == gap.after() + 1) {
      // The record has the last word on what there is.
      skipTo(stream, entries.isEmpty() ? stream.known + 1 : entries.getFirst().seq());
    }
    for (LogEntry entry : entries) {
      if (entry.seq() == stream.next) {
        Set<Integer> users = users(ranges, entry.seq(), false);
        if (stream.isNews(entry) && delivery.concerns(users)) {
          Arrival arrival =
              Arrival.of(
                  WireEntries.of(entry, conversation), conversation, new Audience.Named(users));
          delivery.entry(arrival.frame(), arrival.entry(), users, null);
          filled++;
        }
        if (entry.seq() == stream.versionAt && conversation instanceof Conversation.Group) {
          rolls.put(conversation.id(), stream.version, users(ranges, entry.seq(), true));
        }
        skipTo(stream, entry.seq() + 1);
      }
    }
    follow(stream);
    return filled;
  }

  /// Entries that wait for one before them.
  synchronized int early() {
    return early;
  }

  private boolean handed(Arrival arrival) {
    Optional<Set<Integer>> users =
        switch (arrival.audience()) {
          case Audience.Named(Set<Integer> named) -> Optional.of(named);
          case Audience.Rolled rolled -> rolls.pass(arrival.conversation().id(), rolled);
        };
    users.ifPresent(
        audience -> delivery.entry(arrival.frame(), arrival.entry(), audience, arrival.origin()));
    return users.isPresent();
  }

  /// Hands on those that waited, up to the next hole.
  private void follow(Stream stream) {
    while (!stream.early.isEmpty() && stream.early.firstKey() == stream.next) {
      if (!handed(stream.early.firstEntry().getValue())) {
        later(stream, 0);
        return;
      }
      stream.early.pollFirstEntry();
      early--;
      stream.next++;
    }
  }

  private void keep(Stream stream, Arrival arrival) {
    if (early < EARLY && stream.early.putIfAbsent(arrival.entry().seq(), arrival) == null) {
      early++;
    }
  }

  private void later(Stream stream, long ms) {
    if (!stream.due) {
      stream.due = true;
      readLater.read(stream.conversation.id(), ms);
    }
  }

  private void skipTo(Stream stream, long next) {
    stream.next = Math.max(stream.next, next);
    stream.known = Math.max(stream.known, stream.next - 1);
    while (!stream.early.isEmpty() && stream.early.firstKey() < stream.next) {
      stream.early.pollFirstEntry();
      early--;
    }
  }

  private Stream begun(Conversation conversation, long next) {
    Stream stream = new Stream(conversation, next);
    streams.put(conversation.id(), stream);
    if (streams.size() > STREAMS) {
      forgot = true;
      Stream eldest = streams.remove(streams.keySet().iterator().next());
      early -= eldest == null ? 0 : eldest.early.size();
    }
    return stream;
  }

  private boolean concerns(Head head) {
    return switch (head.conversation()) {
      case Conversation.Direct(_, int low, int high) -> delivery.concerns(Set.of(low, high));
      case Conversation.Group group ->
          rolls
              .at(group.id(), head.memberVersion())
              .map(delivery::concerns)
              .orElseGet(() -> !delivery.nobody());
    };
  }

  /// Whose range holds an entry.
  ///
  /// @param stay without those whose range ends with it
  private static Set<Integer> users(List<Range> ranges, long seq, boolean stay) {
    Set<Integer> users = new HashSet<>();
    for (Range range : ranges) {
      if (range.holds(seq) && !(stay && range.to() == seq)) {
        users.add(range.user());
      }
    }
    return users;
  }
}
