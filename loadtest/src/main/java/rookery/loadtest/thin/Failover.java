package rookery.loadtest.thin;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;
import rookery.loadtest.accounts.Account;
import rookery.loadtest.link.Address;
import rookery.loadtest.link.Link;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;
import rookery.protocol.SyncMessages.Sync;

/// How long clients take to be in step again, signed in and synced, after their node was killed.
final class Failover {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(3);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final Duration PING_EVERY = Duration.ofSeconds(5);
  private static final Duration GIVE_UP = Duration.ofSeconds(120);

  /// Connections that are made at once in the beginning; afterwards the storm is the point.
  private static final int AT_FIRST = 64;

  private static final long FIRST_WAIT_MS = 250;
  private static final long LONGEST_WAIT_MS = 8_000;
  private static final long LOOK_MS = 20;
  private static final int DIGITS = 3;

  private final Address tcp;
  private final AtomicInteger inStep = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final Recorder times = new Recorder(Traffic.LONGEST, DIGITS);
  private volatile long killedAt;
  private volatile boolean over;

  private Failover(Address tcp) {
    this.tcp = tcp;
  }

  /// @param node process to be killed
  static Map<String, Object> measure(
      Address tcp, ProcessHandle node, List<Account> accounts, PrintStream out)
      throws InterruptedException {
    Failover run = new Failover(tcp);
    List<Thread> clients = new ArrayList<>();
    for (Account account : accounts) {
      while (clients.size() - run.inStep.get() > AT_FIRST) {
        Thread.sleep(1);
      }
      clients.add(Thread.ofVirtual().name("failover").start(() -> run.client(account)));
    }
    run.await(accounts.size(), 0);
    out.println(accounts.size() + " clients are in step; killing " + node.pid());
    run.killedAt = System.nanoTime();
    boolean _ = node.destroyForcibly();
    while (run.lost.get() == 0 && System.nanoTime() - run.killedAt < GIVE_UP.toNanos()) {
      Thread.sleep(1);
    }
    run.await(accounts.size(), 1);
    Map<String, Object> numbers = new TreeMap<>();
    numbers.put("clients_of_the_node", run.lost.get());
    numbers.put("not_in_step", accounts.size() - run.inStep.get());
    run.over = true;
    clients.forEach(Thread::interrupt);
    Load.spread(numbers, "in_step_again", run.times.getIntervalHistogram());
    return numbers;
  }

  /// Waits until all are in step, and for so long more.
  private void await(int all, int secondsMore) throws InterruptedException {
    long until = System.nanoTime() + GIVE_UP.toNanos();
    while (inStep.get() < all && System.nanoTime() < until) {
      Thread.sleep(LOOK_MS);
    }
    Thread.sleep(Duration.ofSeconds(secondsMore));
    while (inStep.get() < all && System.nanoTime() < until) {
      Thread.sleep(LOOK_MS);
    }
  }

  private void client(Account account) {
    int failures = 0;
    try {
      while (!over) {
        boolean counted = false;
        try (Link link = Link.open(tcp, CONNECT_WITHIN)) {
          signIn(link, account);
          counted = true;
          failures = 0;
          if (killedAt != 0) {
            times.recordValue(Math.min((System.nanoTime() - killedAt) / 1_000, Traffic.LONGEST));
          }
          inStep.incrementAndGet();
          stay(link);
        } catch (IOException _) {
          failures++;
        }
        if (counted) {
          inStep.decrementAndGet();
          lost.incrementAndGet();
        }
        long most = Math.min(FIRST_WAIT_MS << Math.min(failures, 5), LONGEST_WAIT_MS);
        Thread.sleep(ThreadLocalRandom.current().nextLong(most));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void signIn(Link link, Account account) throws IOException {
    link.readWithin(ANSWER_WITHIN);
    link.send(account.login(), 1L);
    if (!(answer(link) instanceof LoggedIn ack) || ack.code() != 0) {
      throw new IOException("not signed in");
    }
    link.send(new Sync(0L, List.of()), 2L);
    if (!(answer(link) instanceof Result synced) || synced.code() != 0) {
      throw new IOException("not synced");
    }
  }

  /// What was asked for; presence and the like are passed over.
  private static @Nullable ServerMessage answer(Link link) throws IOException {
    while (true) {
      ServerMessage message =
          link.read().orElseThrow(() -> new IOException("the server closed the connection"));
      if (message instanceof LoggedIn || message instanceof Result) {
        return message;
      }
    }
  }

  /// Until the connection ends.
  private static void stay(Link link) throws IOException {
    Thread pings = Thread.ofVirtual().start(() -> ping(link));
    try {
      while (link.read().isPresent()) {
        // Pongs and presence.
      }
    } finally {
      pings.interrupt();
    }
  }

  private static void ping(Link link) {
    try {
      while (true) {
        Thread.sleep(PING_EVERY);
        link.send(new Ping(), null);
      }
    } catch (IOException | InterruptedException _) {
      // The end of the connection is seen by its reader.
    }
  }
}
