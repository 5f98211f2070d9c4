package rookery.server.route;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import rookery.server.log.Committed.Item;
import rookery.server.log.Conversation;
import rookery.server.log.LogEntry;
import rookery.server.log.LogTail;
import rookery.server.log.LogTail.Head;
import rookery.server.log.LogTail.Range;
import rookery.server.log.Members;
import rookery.server.log.StoreException;

/// Brings the entries of each conversation, whichever node committed them, to the sessions here in
/// order and without holes.
///
/// What comes early (two nodes committed side by side) waits for what is before it; what does not
/// come in time is read from the log, and so is what a comparison of heads shows to be missing.
/// Thread-safe; what takes entries does not block.
public final class Streams implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Streams.class.getName());

  private static final int STRIPES = 64;

  /// Ids in all lists of members together, about 12 MB.
  private static final int ROLLS = 250_000;

  private static final int READERS = 3;

  /// Entries read at once.
  private static final int PAGE = 200;

  private static final long RETRY_MS = 500;

  private static final long FAILED_MS = 10_000;

  private final LogTail tail;
  private final long earlyWaitMs;
  private final Rolls rolls = new Rolls(ROLLS);
  private final List<Stripe> stripes;
  // Bounded: one for each conversation that a stripe remembers.
  private final DelayQueue<Due> due = new DelayQueue<>();
  private final List<Thread> readers;
  private final LongAdder filled = new LongAdder();

  /// @param earlyWaitMs how long an early entry waits before the log is read
  public Streams(LocalDelivery delivery, LogTail tail, long earlyWaitMs) {
    this.tail = tail;
    this.earlyWaitMs = earlyWaitMs;
    this.stripes =
        IntStream.range(0, STRIPES)
            .mapToObj(_ -> new Stripe(delivery, rolls, this::readLater))
            .toList();
    this.readers =
        IntStream.range(0, READERS)
            .mapToObj(i -> Thread.ofVirtual().name("route-read-" + i).unstarted(this::readForEver))
            .toList();
  }

  public void start() {
    readers.forEach(Thread::start);
  }

  /// Takes what a lane here has committed.
  public void committed(Item item, Arrival arrival) {
    stripe(arrival.conversation().id()).accept(arrival, earlyWaitMs);
    Members after = item.after();
    if (after.roles().size() > Audience.NAMED
        && rolls.at(arrival.conversation().id(), after.version()).isEmpty()) {
      rolls.put(arrival.conversation().id(), after.version(), after.roles().keySet());
    }
  }

  /// Takes what another node has committed.
  public void arrived(Arrival arrival) {
    stripe(arrival.conversation().id()).accept(arrival, earlyWaitMs);
  }

  /// Takes where a conversation stands in the record.
  ///
  /// @param newsSince what was written since then, in ms since the epoch, may be news to a session
  ///   here, where the conversation is not known; [Long#MAX_VALUE] for nothing
  /// @param wait whether what is missing may still be on its way
  public void head(Head head, long newsSince, boolean wait) {
    stripe(head.conversation().id()).head(head, newsSince, wait ? earlyWaitMs : 0);
  }

  /// Notes that a session which cannot ask has been shown a conversation up to `seq`.
  public void begin(Conversation conversation, long seq) {
    stripe(conversation.id()).begin(conversation, seq + 1);
  }

  /// Entries that had to be read from the log since the start.
  public long filled() {
    return filled.sum();
  }

  /// Entries that came early and wait for one before them, now.
  public int early() {
    return stripes.stream().mapToInt(Stripe::early).sum();
  }

  @Override
  public void close() {
    readers.forEach(Thread::interrupt);
  }

  private Stripe stripe(long conversation) {
    return stripes.get(Math.floorMod(conversation, STRIPES));
  }

  private void readLater(long conversation, long ms) {
    due.add(new Due(conversation, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms)));
  }

  private void readForEver() {
    try {
      while (true) {
        read(due.take().conversation);
      }
    } catch (InterruptedException _) {
      // The end.
    }
  }

  private void read(long id) {
    Stripe stripe = stripe(id);
    try {
      Optional<Stripe.Gap> gap = stripe.gap(id);
      while (gap.isPresent()) {
        List<LogEntry> entries = tail.entries(id, gap.get().after(), PAGE);
        // After the entries: who was a member at a committed entry, no later change alters.
        List<Range> ranges = entries.isEmpty() ? List.of() : tail.ranges(id, gap.get().after());
        filled.add(stripe.fill(gap.get(), entries, ranges));
        gap = stripe.gap(id);
      }
    } catch (StoreException e) {
      LOG.log(Level.DEBUG, "conversation " + id + " cannot be read now: " + e.getMessage());
      readLater(id, RETRY_MS);
    } catch (RuntimeException e) { // the thread's last resort: it must outlive any conversation
      LOG.log(Level.ERROR, "conversation " + id + " cannot be handed on", e);
      readLater(id, FAILED_MS);
    }
  }

  /// A conversation whose log is to be read at a time.
  private record Due(long conversation, long atNanos) implements Delayed {
    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(atNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
  }
}
