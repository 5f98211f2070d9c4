package rookery.loadtest.thin;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;
import rookery.loadtest.accounts.Account;
import rookery.loadtest.link.Address;

/// How long clients take to be in step again, signed in and with all that they missed, after their
/// node was killed, stopped or asked to end; they write to each other in pairs all the while.
final class Failover {
  private static final Duration GIVE_UP = Duration.ofSeconds(120);
  private static final Duration WRITE_BEFORE = Duration.ofSeconds(2);
  private static final Duration LATE = Duration.ofSeconds(2);

  /// Clients on their way in the beginning; afterwards the storm is the point.
  private static final int AT_FIRST = 64;

  /// Of all clients together, for each of them.
  private static final double MESSAGES_A_SECOND = 0.05;

  /// Of so many clients one who loses its node stays away until its friend is told.
  private static final int ONE_AWAY_OF = 20;

  private static final Duration LONGEST_AWAY = Duration.ofSeconds(30);
  private static final long LOOK_MS = 20;
  private static final int DIGITS = 3;

  private final Address again;
  private final Address first;
  private final AtomicInteger inStep = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final Recorder times = new Recorder(Traffic.LONGEST, DIGITS);
  private final Recorder waits = new Recorder(Traffic.LONGEST, DIGITS);
  private final Recorder offline = new Recorder(Traffic.LONGEST, DIGITS);
  private final List<Survivor> clients = new ArrayList<>();
  private final List<Told> told = new ArrayList<>();
  private volatile long fellAt;
  private volatile boolean writing = true;
  private volatile boolean over;

  private Failover(Address again, Address first, List<Account> accounts, Fall.Kind kind) {
    this.again = again;
    this.first = first;
    String run = Long.toString(System.nanoTime(), 36);
    // Who is killed is missed at once. There our pings, late on cores that are shared with all
    // else, would have clients give up nodes that live.
    Duration silence = kind == Fall.Kind.STOP ? Standing.SILENCE : Duration.ZERO;
    for (int i = 0; i < accounts.size(); i++) {
      told.add(new Told(i));
    }
    for (int i = 0; i < accounts.size(); i++) {
      // Each writes to the one beside it.
      clients.add(
          new Survivor(accounts.get(i), accounts.get(i ^ 1).id(), run, told.get(i), silence));
    }
  }

  /// @param again where clients connect once the node is dead
  /// @param first where they connect before
  /// @param fall of the node
  /// @param perSecond messages of all together; 0: one of each pair in 40 s
  static Map<String, Object> measure(
      Address again,
      Address first,
      Fall fall,
      List<Account> accounts,
      double perSecond,
      PrintStream out)
      throws InterruptedException {
    Failover run = new Failover(again, first, accounts, fall.kind());
    List<Thread> threads = new ArrayList<>();
    List<Supplier<@Nullable Standing>> connections = new ArrayList<>();
    run.clients.forEach(client -> connections.add(client::standing));
    // From the first on: who is silent while the others come in is cut.
    try (Heartbeat _ = new Heartbeat(connections)) {
      run.start(threads, out);
      double rate = perSecond > 0 ? perSecond : MESSAGES_A_SECOND * accounts.size();
      Thread writer = Thread.ofVirtual().name("failover-write").start(() -> run.write(rate));
      threads.add(writer);
      Thread.sleep(WRITE_BEFORE);
      out.println(run.inStep.get() + " clients are in step; " + fall);
      run.failures.clear();
      run.fellAt = System.nanoTime();
      fall.happen();
      await(() -> run.lost.get() > 0);
      run.awaitAll(accounts.size(), out);
      Thread.sleep(LATE);
      run.awaitAll(accounts.size(), out);
      run.writing = false;
      writer.join(); // its last message is counted too
      await(() -> run.clients.stream().allMatch(Survivor::quiet));
      await(() -> run.missing() == 0);
      return run.numbers(accounts.size());
    } finally {
      fall.end();
      run.over = true;
      threads.forEach(Thread::interrupt);
      run.clients.forEach(Survivor::end);
    }
  }

  private void start(List<Thread> threads, PrintStream out) throws InterruptedException {
    for (Survivor client : clients) {
      while (threads.size() - inStep.get() > AT_FIRST) {
        Thread.sleep(1);
      }
      threads.add(Thread.ofVirtual().name("failover").start(client::live));
    }
    await(() -> inStep.get() >= clients.size());
    if (inStep.get() < clients.size()) {
      out.println("of " + clients.size() + " only " + inStep.get() + " came in: " + failures);
    }
    lost.set(0);
  }

  /// Half of the clients write, in turn.
  private void write(double perSecond) {
    try {
      long began = System.nanoTime();
      for (long i = 0; writing; i++) {
        long left = began + Math.round(i * 1e9 / perSecond) - System.nanoTime();
        if (left > 0) {
          Thread.sleep(Duration.ofNanos(left));
        }
        clients.get((int) (2 * i % clients.size())).say();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Told implements Survivor.Watch {
    private final int number;
    private final boolean leaves;
    private volatile boolean away;
    private volatile boolean wasAway;

    /// @param number of its client
    private Told(int number) {
      this.number = number;
      // Of those who do not write.
      this.leaves = number % ONE_AWAY_OF == 1;
    }

    @Override
    public void inStep(long lostNanos) {
      if (fellAt != 0 && !wasAway) {
        record(times, fellAt);
        record(waits, lostNanos);
      }
      inStep.incrementAndGet();
    }

    @Override
    public void lost() {
      inStep.decrementAndGet();
      lost.incrementAndGet();
      if (leaves && fellAt != 0 && !wasAway) {
        wasAway = true;
        away = true;
      }
    }

    @Override
    public void friendOffline() {
      Told friend = told.get(number ^ 1);
      if (friend.away) {
        friend.away = false;
        record(offline, fellAt);
      }
    }

    @Override
    public boolean away() {
      return away && System.nanoTime() - fellAt < LONGEST_AWAY.toNanos() && !over;
    }

    @Override
    public void failed(IOException why) {
      failures.computeIfAbsent(kind(why), _ -> new LongAdder()).increment();
    }

    @Override
    public Address door() {
      return fellAt == 0 ? first : again;
    }

    @Override
    public boolean over() {
      return over;
    }
  }

  private static void record(Recorder recorder, long sinceNanos) {
    recorder.recordValue(Math.min((System.nanoTime() - sinceNanos) / 1_000, Traffic.LONGEST));
  }

  private static String kind(IOException why) {
    return switch (why) {
      case ConnectException _ -> "connect";
      case SocketTimeoutException _ -> "silence";
      case Standing.NotNowException _ -> "told_to_wait";
      default -> "closed";
    };
  }

  private void awaitAll(int all, PrintStream out) throws InterruptedException {
    await(() -> inStep.get() >= all);
    out.printf(
        "%d in step, %d were lost, %.1f s after it%n",
        inStep.get(), lost.get(), (System.nanoTime() - fellAt) / 1e9);
  }

  private static void await(BooleanSupplier reached) throws InterruptedException {
    long until = System.nanoTime() + GIVE_UP.toNanos();
    while (!reached.getAsBoolean() && System.nanoTime() < until) {
      Thread.sleep(LOOK_MS);
    }
  }

  /// Acked and not shown.
  private long missing() {
    long said = 0;
    long shown = 0;
    for (int i = 0; i < clients.size(); i += 2) {
      said += clients.get(i).said();
      shown += clients.get(i + 1).shown().count();
    }
    return said - shown;
  }

  private Map<String, Object> numbers(int all) {
    Map<String, Object> numbers = new TreeMap<>();
    numbers.put("clients_of_the_node", lost.get());
    numbers.put("not_in_step", all - inStep.get());
    numbers.put("sent", clients.stream().mapToLong(Survivor::said).sum());
    numbers.put("never_counted_as_offline", told.stream().filter(client -> client.away).count());
    numbers.put("not_acked", clients.stream().filter(client -> !client.quiet()).count());
    numbers.put("lost", missing());
    numbers.put("repeated", clients.stream().mapToLong(client -> client.shown().repeated()).sum());
    failures.forEach((kind, count) -> numbers.put("tries_failed_" + kind, count.sum()));
    Load.spread(numbers, "in_step_again", times.getIntervalHistogram());
    Load.spread(numbers, "waited", waits.getIntervalHistogram());
    Load.spread(numbers, "counted_as_offline", offline.getIntervalHistogram());
    return numbers;
  }
}
