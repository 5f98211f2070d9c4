package rookery.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rookery.protocol.Entry;
import rookery.protocol.codec.Frame;
import rookery.server.log.Conversation;
import rookery.server.log.EntryMeter;
import rookery.server.log.LogEntry;
import rookery.server.log.LogEntry.Kind;
import rookery.server.log.LogTail;
import rookery.server.log.WireEntries;
import rookery.server.session.CatchUp;
import rookery.server.session.DeafConnection;
import rookery.server.session.Session;
import rookery.server.session.Sessions;

/// Entries from several nodes, handed to a session here: in order, each once, none left out.
final class StreamsTest {
  private static final Conversation CHAT = new Conversation.Direct(7, 1, 2);
  private static final long MINUTE_1 = 60_000;
  private static final Conversation CROWD = new Conversation.Group(8, 80);

  private final Sessions sessions = new Sessions();
  private final LinkedBlockingQueue<Long> seen = new LinkedBlockingQueue<>();
  private final Log log = new Log();
  private final LocalDelivery delivery =
      new LocalDelivery(sessions, Clock.systemUTC(), EntryMeter.NONE);
  private final Streams streams = new Streams(delivery, log, 50);

  @BeforeEach
  void start() {
    sessions.addUnless(_ -> false, Session.version2(new Line(), 1, "ann", "d"));
    streams.start();
  }

  @AfterEach
  void close() {
    streams.close();
  }

  private static LogEntry entry(Conversation in, long seq) {
    return new LogEntry(
        in.id(), seq, Kind.TEXT, 2, "bob", "c-" + seq, "text " + seq, 0, "", written(seq));
  }

  /// The first two are older.
  private static long written(long seq) {
    return seq <= 2 ? MINUTE_1 - 1 : MINUTE_1;
  }

  private void arrive(long... seqs) {
    for (long seq : seqs) {
      arrive(CHAT, seq, new Audience.Named(Set.of(1, 2)));
    }
  }

  private void arrive(Conversation in, long seq, Audience audience) {
    streams.arrived(arrival(in, seq, audience));
  }

  private static Arrival arrival(Conversation in, long seq, Audience audience) {
    return Arrival.of(WireEntries.of(entry(in, seq), in), in, audience);
  }

  private List<Long> next(int count) throws InterruptedException {
    List<Long> next = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      next.add(seen.poll(10, TimeUnit.SECONDS));
    }
    return next;
  }

  @Test
  void earlyOneWaitsForTheOneBeforeIt() throws InterruptedException {
    arrive(1, 3, 4, 2);
    assertThat(next(4)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(log.reads).hasValue(0);
  }

  @Test
  void earlyOnesAreCountedWhileTheyWait() {
    try (Streams patient = new Streams(delivery, log, 60_000)) {
      for (long seq : new long[] {1, 3, 4}) {
        patient.arrived(arrival(CHAT, seq, new Audience.Named(Set.of(1, 2))));
      }
      assertThat(patient.early()).isEqualTo(2);
      patient.arrived(arrival(CHAT, 2, new Audience.Named(Set.of(1, 2))));
      assertThat(patient.early()).isZero();
    }
  }

  @Test
  void repeatIsLetGo() throws InterruptedException {
    arrive(1, 2, 2, 1, 3);
    assertThat(next(3)).containsExactly(1L, 2L, 3L);
    assertThat(seen).isEmpty();
  }

  @Test
  void whatDoesNotComeIsReadInItsPlace() throws InterruptedException {
    log.add(CHAT, 6);
    arrive(1, 5);
    assertThat(next(6)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    // Counted a moment after they were handed on.
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (streams.filled() < 5 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(streams.filled()).isEqualTo(5);
    arrive(6, 7);
    assertThat(next(1)).containsExactly(7L);
  }

  @Test
  void whatIsReadIsHandedToThoseWhoseRangeHoldsIt() throws InterruptedException {
    log.add(CHAT, 4);
    log.ranges = List.of(new LogTail.Range(1, 1, 2), new LogTail.Range(1, 4, Long.MAX_VALUE));
    arrive(1, 4);
    assertThat(next(3)).containsExactly(1L, 2L, 4L);
  }

  @Test
  void headThatIsAheadIsCaughtUpWith() throws InterruptedException {
    log.add(CHAT, 4);
    arrive(1);
    streams.head(new LogTail.Head(CHAT, 4, 1, Duration.ZERO), 0, false);
    assertThat(next(4)).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void headOfWhatWasNotHeardOfBringsTheNewest() throws InterruptedException {
    log.add(CHAT, 4);
    streams.head(new LogTail.Head(CHAT, 4, 1, Duration.ZERO), 0, false);
    assertThat(next(1)).containsExactly(4L);
  }

  @Test
  void headOfWhatWasNotHeardOfBringsAllThatIsNewToWhoCannotAsk() throws InterruptedException {
    CatchUp live = new CatchUp();
    Session classic = Session.classic(new Line(), 2, "bob", "c", (_, _) -> {}, live);
    live.finish(classic, Map.of());
    sessions.addUnless(_ -> false, classic);
    log.ranges = List.of(new LogTail.Range(2, 1, Long.MAX_VALUE));
    log.add(CHAT, 6);
    streams.head(new LogTail.Head(CHAT, 6, 1, Duration.ZERO), MINUTE_1, false);
    assertThat(next(4)).containsExactly(3L, 4L, 5L, 6L);
  }

  @Test
  void headOfOthersIsNotRemembered() throws InterruptedException {
    Conversation strange = new Conversation.Direct(CHAT.id() + 64, 8, 9);
    streams.head(new LogTail.Head(strange, 4, 1, Duration.ZERO), 0, false);
    arrive(1);
    assertThat(next(1)).containsExactly(1L);
    assertThat(log.reads).hasValue(0);
  }

  @Test
  void headFoundAtTheStartIsNoNews() throws InterruptedException {
    log.add(CHAT, 5);
    streams.head(new LogTail.Head(CHAT, 4, 1, Duration.ZERO), Long.MAX_VALUE, false);
    arrive(5);
    assertThat(next(1)).containsExactly(5L);
    assertThat(log.reads).hasValue(0);
  }

  @Test
  void whoCannotAskGetsWhatFollowsWhereHeStands() throws InterruptedException {
    log.add(CHAT, 5);
    streams.begin(CHAT, 2);
    arrive(5);
    assertThat(next(3)).containsExactly(3L, 4L, 5L);
  }

  @Test
  void membersOfALargeGroupAreReadOnceAndThenFollowed() throws InterruptedException {
    log.add(CROWD, 1);
    arrive(CROWD, 1, new Audience.Rolled(4, 4, Set.of(), Set.of()));
    assertThat(next(1)).containsExactly(1L);
    arrive(CROWD, 2, new Audience.Rolled(4, 5, Set.of(9), Set.of()));
    arrive(CROWD, 3, new Audience.Rolled(5, 6, Set.of(), Set.of(1)));
    arrive(CROWD, 4, new Audience.Rolled(6, 6, Set.of(), Set.of()));
    arrive(CHAT, 1, new Audience.Named(Set.of(1)));
    assertThat(next(3)).as("4 is not his any more").containsExactly(2L, 3L, 1L);
    assertThat(log.reads).hasValue(1);
  }

  /// A log in memory that holds entries from 1 on.
  private static final class Log implements LogTail {
    final AtomicInteger reads = new AtomicInteger();
    volatile List<Range> ranges = List.of(new Range(1, 1, Long.MAX_VALUE));
    private volatile Conversation conversation = CHAT;
    private volatile long head;

    void add(Conversation to, long upTo) {
      conversation = to;
      head = upTo;
    }

    @Override
    public List<Head> changedWithin(Duration age, int limit) {
      return List.of();
    }

    @Override
    public List<LogEntry> entries(long id, long after, int limit) {
      reads.incrementAndGet();
      List<LogEntry> entries = new ArrayList<>();
      for (long seq = after + 1; seq <= head && entries.size() < limit; seq++) {
        entries.add(entry(conversation, seq));
      }
      return entries;
    }

    @Override
    public List<Range> ranges(long id, long after) {
      return ranges;
    }
  }

  /// Notes the sequences of the entries that are sent through it.
  private final class Line extends DeafConnection {
    @Override
    public void send(Frame frame) {
      seen.add(((Entry) frame.message()).seq());
    }
  }
}
