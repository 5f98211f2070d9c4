package rookery.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rookery.protocol.Entry;
import rookery.protocol.codec.Frame;
import rookery.server.log.Conversation;
import rookery.server.log.EntryMeter;
import rookery.server.log.LogEntry;
import rookery.server.log.MemoryLogTail;
import rookery.server.log.WireEntries;
import rookery.server.session.DeafConnection;
import rookery.server.session.Session;
import rookery.server.session.Sessions;

/// What nobody brought news of is found in the record, and handed to a session here.
final class HeadComparisonTest {
  private static final Conversation.Direct CHAT = new Conversation.Direct(7, 1, 2);
  private static final Duration SOON = Duration.ofMillis(200);
  private static final Duration NEVER = Duration.ofDays(1);

  /// More than two pages of heads.
  private static final int MANY = 10_100;

  private static final long FIRST = 1_000;

  /// So that all of them changed within the ten seconds that are always looked at.
  private static final Duration APART = Duration.ofNanos(900_000);

  private static final Duration SLOWER = Duration.ofMillis(20);

  /// Where an entry stands.
  private record Place(long conversation, long seq) {}

  private final Sessions sessions = new Sessions();
  private final LinkedBlockingQueue<Place> seen = new LinkedBlockingQueue<>();
  private final MemoryLogTail log = new MemoryLogTail();
  private final Streams streams =
      new Streams(new LocalDelivery(sessions, Clock.systemUTC(), EntryMeter.NONE), log, 50);
  private final Semaphore besides = new Semaphore(0);
  private HeadComparison comparison;

  @BeforeEach
  void open() {
    sessions.addUnless(_ -> false, Session.version2(new Line(), 1, "ann", "d"));
    streams.start();
  }

  @AfterEach
  void close() {
    comparison.close();
    streams.close();
  }

  /// Starts, and waits for the first comparison, which takes what it finds for known.
  private void start(boolean newsCome, Duration regular, Duration often)
      throws InterruptedException {
    comparison =
        new HeadComparison(
            log, streams, besides::release, () -> newsCome, Clock.systemUTC(), regular, often);
    comparison.start();
    awaitComparisons(1);
    long seq = log.text(CHAT).seq();
    arrive(CHAT, seq);
    assertThat(next()).isEqualTo(new Place(CHAT.id(), seq));
  }

  private void awaitComparisons(int count) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (log.comparisons() < count) {
      assertThat(System.nanoTime()).as(count + " comparisons in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private void arrive(Conversation in, long seq) {
    LogEntry entry = log.entries(in.id(), seq - 1, 1).getFirst();
    streams.arrived(Arrival.of(WireEntries.of(entry, in), in, new Audience.Named(Set.of(1, 2))));
  }

  private Place next() throws InterruptedException {
    return seen.poll(10, TimeUnit.SECONDS);
  }

  @Test
  void theLastTextThatNobodyNoticedComesByTheRegularComparison() throws InterruptedException {
    start(true, SOON, NEVER);
    long seq = log.text(CHAT).seq();
    assertThat(next()).isEqualTo(new Place(CHAT.id(), seq));
  }

  @Test
  void whileNewsDoNotComeHeadsAreComparedMoreOften() throws InterruptedException {
    start(false, NEVER, SOON);
    long seq = log.text(CHAT).seq();
    assertThat(next()).isEqualTo(new Place(CHAT.id(), seq));
  }

  @Test
  void whoAsksNeedNotWait() throws InterruptedException {
    start(true, NEVER, NEVER);
    long seq = log.text(CHAT).seq();
    comparison.now();
    assertThat(next()).isEqualTo(new Place(CHAT.id(), seq));
  }

  @Test
  void headsComeByPagesAndNoneIsLeftOutThoughTheStoreIsSlow() throws InterruptedException {
    start(true, NEVER, NEVER);
    log.slowDown(SLOWER);
    assertAllOfManyCome(APART);
  }

  @Test
  void headsOfOneMomentComeTooThoughTheyAreMoreThanAPage() throws InterruptedException {
    start(true, NEVER, NEVER);
    assertAllOfManyCome(Duration.ZERO);
  }

  /// @param apart from the change of one conversation to that of the next
  private void assertAllOfManyCome(Duration apart) throws InterruptedException {
    for (int i = 0; i < MANY; i++) {
      log.text(new Conversation.Direct(FIRST + i, 1, 2), apart.multipliedBy(MANY - i));
    }
    comparison.now();
    Set<Place> places = new HashSet<>();
    while (places.size() < MANY) {
      Place place = next();
      assertThat(place).as("after " + places.size()).isNotNull();
      assertThat(places.add(place)).as("%s comes once", place).isTrue();
    }
    assertThat(places)
        .isEqualTo(
            LongStream.range(FIRST, FIRST + MANY)
                .mapToObj(id -> new Place(id, 1))
                .collect(Collectors.toSet()));
  }

  @Test
  void whatIsSaidWhileTheRecordIsAwayIsFoundWhenItIsBack() throws InterruptedException {
    start(true, NEVER, NEVER);
    int before = log.comparisons();
    log.failNext(1);
    long seq = log.text(CHAT).seq();
    comparison.now();
    awaitComparisons(before + 1);
    assertThat(seen).isEmpty();
    assertThat(besides.availablePermits()).as("nothing was read").isZero();
    comparison.now();
    assertThat(besides.tryAcquire(10, TimeUnit.SECONDS)).as("what was asked for").isTrue();
    assertThat(next()).isEqualTo(new Place(CHAT.id(), seq));
  }

  /// Notes the entries that are sent through it.
  private final class Line extends DeafConnection {
    @Override
    public void send(Frame frame) {
      Entry entry = (Entry) frame.message();
      seen.add(new Place(entry.conv(), entry.seq()));
    }
  }
}
