package rookery.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rookery.protocol.ErrorCode;
import rookery.server.log.Outcome.Later;
import rookery.server.log.Outcome.Refused;
import rookery.server.log.Outcome.Stored;
import rookery.server.session.DeafConnection;
import rookery.server.session.SendWindow;
import rookery.server.session.Session;

final class LanesTest {
  private static final long CONVERSATION = 7;

  private final MemoryMessageStore store = new MemoryMessageStore();
  private final Session session = Session.version2(new DeafConnection(), 1, "a", "d");
  private final List<Committed.Item> routed = new CopyOnWriteArrayList<>();
  private final Lanes lanes =
      new Lanes(
          store,
          routed::addAll,
          Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC),
          EntryMeter.NONE);

  @BeforeEach
  void start() {
    store.direct(CONVERSATION, 1, 2);
    lanes.start();
  }

  @AfterEach
  void close() {
    lanes.close();
  }

  @Test
  void sequencesHaveNoHolesAndKeepTheOrderOfSending() throws InterruptedException {
    List<BlockingQueue<Outcome>> told = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      told.add(send("m-" + i));
    }
    for (int i = 0; i < 500; i++) {
      assertThat(outcome(told.get(i))).isEqualTo(new Stored(CONVERSATION, i + 1, 1_000));
    }
    assertThat(store.of(CONVERSATION))
        .extracting(LogEntry::cmid)
        .startsWith("m-0", "m-1")
        .hasSize(500);
    lanes.close(); // what was committed is routed after the acks
    assertThat(routed).extracting(item -> item.entry().seq()).isSorted().hasSize(500);
    assertThat(store.batches).as("commits").hasSizeLessThan(500);
  }

  @Test
  void repeatWithSameCmidIsStoredOnce() throws InterruptedException {
    Outcome first = outcome(send("m"));
    assertThat(outcome(send("m"))).isEqualTo(first);
    assertThat(store.of(CONVERSATION)).hasSize(1);
    lanes.close(); // what was committed is routed after the acks
    assertThat(routed).hasSize(1);
  }

  @Test
  void repeatGetsTheFirstAnswerThoughItsSenderMayNoLongerWrite() throws InterruptedException {
    Outcome first = outcome(send("m"));
    assertThat(outcome(submit("m", (_, _) -> new Decision.Refuse(ErrorCode.FORBIDDEN, "no"))))
        .isEqualTo(first);
    assertThat(outcome(submit("other", (_, _) -> new Decision.Refuse(ErrorCode.FORBIDDEN, "no"))))
        .isEqualTo(new Refused(ErrorCode.FORBIDDEN, "no"));
  }

  @Test
  void onlyTheCulpritOfABatchGetsTheError() throws InterruptedException {
    store.onAppend =
        batch -> {
          if (batch.stream().anyMatch(entry -> entry.cmid().equals("bad"))) {
            throw new StoreException.Bad(new IllegalStateException("bad"));
          }
        };
    BlockingQueue<Outcome> before = send("a");
    BlockingQueue<Outcome> culprit = send("bad");
    BlockingQueue<Outcome> after = send("b");
    assertThat(outcome(before)).isInstanceOf(Stored.class);
    assertThat(outcome(culprit)).isInstanceOf(Refused.class);
    assertThat(outcome(after)).isInstanceOf(Stored.class);
  }

  @Test
  void commitThatWasLostIsNotStoredTwice() throws InterruptedException {
    AtomicBoolean once = new AtomicBoolean(true);
    store.afterCommit =
        _ -> {
          if (once.getAndSet(false)) {
            throw new StoreException.Unavailable(new IllegalStateException("gone"));
          }
        };
    assertThat(outcome(send("m"))).isEqualTo(new Stored(CONVERSATION, 1, 1_000));
    assertThat(store.of(CONVERSATION)).hasSize(1);
  }

  @Test
  void storeThatIsAwayIsToldInTimeAndLaterSucceeds() throws InterruptedException {
    store.onAppend =
        _ -> {
          throw new StoreException.Unavailable(new IllegalStateException("away"));
        };
    assertThat(outcome(send("m")))
        .isInstanceOfSatisfying(Later.class, later -> assertThat(later.code()).isEqualTo(503));
    store.onAppend = _ -> {};
    assertThat(outcome(send("m"))).isInstanceOf(Stored.class);
  }

  @Test
  void whatTheLaneGivesUpIsToldBeforeALaterSendIsStored() throws InterruptedException {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    AtomicBoolean once = new AtomicBoolean(true);
    store.onAppend =
        batch -> {
          if (batch.stream().anyMatch(entry -> entry.cmid().equals("first"))) {
            if (once.getAndSet(false)) {
              submit("second", outcome -> told.add("second " + outcome.getClass().getSimpleName()));
            }
            throw new StoreException.Unavailable(new IllegalStateException("away"));
          }
        };
    submit("first", outcome -> told.add("first " + outcome.getClass().getSimpleName()));
    assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("first Later");
    assertThat(told.poll(5, TimeUnit.SECONDS)).isEqualTo("second Stored");
  }

  @Test
  void whatIsStoredAfterItsSenderWasToldToTryAgainHoldsUpNothing() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    AtomicBoolean once = new AtomicBoolean(true);
    store.onAppend =
        _ -> {
          if (once.getAndSet(false)) {
            await(told); // until the timer has given it up
          }
        };
    BlockingQueue<Outcome> slow = sendOf(session, "slow");
    assertThat(outcome(slow)).isInstanceOf(Later.class);
    assertThat(session.sends().blockedBy(CONVERSATION, "next", session.sends().nextTurn()))
        .isEqualTo(ErrorCode.TRY_AGAIN);
    told.countDown();
    assertThat(outcome(send("of another session"))).isEqualTo(new Stored(CONVERSATION, 2, 1_000));
    assertThat(outcome(sendOf(session, "next"))).isEqualTo(new Stored(CONVERSATION, 3, 1_000));
    assertThat(outcome(sendOf(session, "slow"))).isEqualTo(new Stored(CONVERSATION, 1, 1_000));
  }

  @Test
  void refusalForOrdersSakeCountsForTheRestOfTheSameBatch() throws InterruptedException {
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch queued = new CountDownLatch(1);
    store.onAppend =
        _ -> {
          atWork.countDown();
          await(queued); // so that what follows is one batch
        };
    BlockingQueue<Outcome> before = send("of another session");
    await(atWork);
    SendWindow window = session.sends();
    long first = window.nextTurn();
    BlockingQueue<Outcome> second = sendOf(session, "second");
    window.ended(CONVERSATION, "first", first, ErrorCode.TRY_AGAIN);
    BlockingQueue<Outcome> again = sendOf(session, "first");
    BlockingQueue<Outcome> third = sendOf(session, "third");
    queued.countDown();
    assertThat(outcome(before)).isInstanceOf(Stored.class);
    assertThat(outcome(second)).as("the first stands behind it").isInstanceOf(Later.class);
    assertThat(outcome(again)).isInstanceOf(Stored.class);
    assertThat(outcome(third)).as("the second was refused").isInstanceOf(Later.class);
  }

  private BlockingQueue<Outcome> sendOf(Session session, String cmid) {
    BlockingQueue<Outcome> told = new LinkedBlockingQueue<>();
    long turn = session.sends().nextTurn();
    assertThat(session.sends().begin(CONVERSATION, cmid, turn)).isEqualTo(ErrorCode.OK);
    lanes.submit(
        new Command(
            CONVERSATION, 1, "a", cmid, 0, LanesTest::ifMember, session, turn, 10, told::add));
    return told;
  }

  @Test
  void fullQueueRefusesWith429AndLeavesWhatWasQueuedBeforeInItsPlace() throws InterruptedException {
    CountDownLatch atWork = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    store.onAppend =
        _ -> {
          atWork.countDown();
          await(go);
        };
    BlockingQueue<Outcome> _ = send("holds the lane");
    await(atWork);
    BlockingQueue<Outcome> first = sendOf(session, "s-1");
    fill();
    assertThat(outcome(sendOf(session, "s-2")))
        .isInstanceOfSatisfying(
            Later.class,
            later -> {
              assertThat(later.code()).isEqualTo(ErrorCode.SLOW_DOWN);
              assertThat(later.retryMs()).isPositive();
            });
    go.countDown();
    store.onAppend = _ -> {};
    // On a slow machine its time may be over; then it comes again as well.
    Outcome early = outcome(first);
    assertThat(session.sends().begin(CONVERSATION, "s-3", session.sends().nextTurn()))
        .as("one before it has not come again")
        .isIn(ErrorCode.SLOW_DOWN, ErrorCode.TRY_AGAIN);
    if (!(early instanceof Stored)) {
      untilStored("s-1");
    }
    untilStored("s-2");
    untilStored("s-3");
    assertThat(store.of(CONVERSATION).stream().map(LogEntry::cmid).filter(c -> c.startsWith("s-")))
        .containsExactly("s-1", "s-2", "s-3");
  }

  /// Until the lane takes no more.
  private void fill() {
    AtomicBoolean full = new AtomicBoolean();
    for (int i = 0; !full.get(); i++) {
      assertThat(i).as("commands that wait").isLessThan(20_000);
      submit(
          "filler-" + i,
          outcome -> {
            if (outcome instanceof Later later && later.code() == ErrorCode.SLOW_DOWN) {
              full.set(true);
            }
          });
    }
  }

  private void untilStored(String cmid) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!(outcome(sendOf(session, cmid)) instanceof Stored)) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void submit(String cmid, Consumer<Outcome> told) {
    lanes.submit(
        new Command(CONVERSATION, 1, "a", cmid, 0, LanesTest::ifMember, null, 0, 10, told));
  }

  @Test
  void membersAreReadOncePerVersion() throws InterruptedException {
    outcome(send("a"));
    outcome(send("b"));
    assertThat(store.memberReads).isEqualTo(1);
    store.memberVersions.merge(CONVERSATION, 1L, Long::sum); // by another node
    outcome(send("c"));
    assertThat(store.memberReads).isEqualTo(2);
  }

  @Test
  void changeOfMembersCountsForTheNextCommandOfTheSameBatch() throws InterruptedException {
    BlockingQueue<Outcome> end =
        submit(
            "end",
            (_, _) -> Decision.members("unfriended", 2, "b", new MemberChange.Unfriend(1, 2)));
    BlockingQueue<Outcome> text = send("late");
    assertThat(outcome(end)).isInstanceOf(Stored.class);
    assertThat(outcome(text)).isInstanceOf(Refused.class);
    lanes.close(); // what was committed is routed after the acks
    assertThat(routed)
        .singleElement()
        .satisfies(item -> assertThat(item.audience()).containsExactlyInAnyOrder(1, 2));
  }

  @Test
  void conversationThatIsNotThereIsRefused() throws InterruptedException {
    BlockingQueue<Outcome> told = new LinkedBlockingQueue<>();
    lanes.submit(new Command(99, 1, "a", "m", 0, LanesTest::ifMember, null, 0, 10, told::add));
    assertThat(outcome(told)).isInstanceOf(Refused.class);
  }

  private BlockingQueue<Outcome> send(String cmid) {
    return submit(cmid, LanesTest::ifMember);
  }

  private BlockingQueue<Outcome> submit(String cmid, Rule rule) {
    BlockingQueue<Outcome> told = new LinkedBlockingQueue<>();
    lanes.submit(new Command(CONVERSATION, 1, "a", cmid, 0, rule, null, 0, 10, told::add));
    return told;
  }

  private static Decision ifMember(Members members, Rule.Now now) {
    return members.has(1)
        ? Decision.text("hi")
        : new Decision.Refuse(ErrorCode.FORBIDDEN, "no member");
  }

  private static Outcome outcome(BlockingQueue<Outcome> told) throws InterruptedException {
    Outcome outcome = told.poll(5, TimeUnit.SECONDS);
    assertThat(outcome).as("an outcome in time").isNotNull();
    return outcome;
  }
}
