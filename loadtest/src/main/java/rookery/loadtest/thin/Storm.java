package rookery.loadtest.thin;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rookery.loadtest.accounts.Account;
import rookery.loadtest.link.Address;

/// What it costs when friends come and go all at once: pushes to clients, frames through Redis, CPU
/// time, and how long until all believe what is true.
final class Storm {
  private static final int AT_ONCE = 64;
  private static final int LOOK_MS = 20;
  private static final Duration BELIEVE_WITHIN = Duration.ofSeconds(60);

  /// So long without a push, and no more will come of what happened.
  private static final Duration QUIET = Duration.ofSeconds(3);

  private static final double NANOS_PER_MS = 1e6;

  private final List<Onlooker> all;
  private final Parts parts;
  private final PrintStream out;
  private final LongAdder pushes;
  private final Map<String, Object> numbers = new TreeMap<>();

  private Storm(List<Onlooker> all, LongAdder pushes, Parts parts, PrintStream out) {
    this.all = List.copyOf(all);
    this.pushes = pushes;
    this.parts = parts;
    this.out = out;
  }

  /// @param doors connections go to them in turn, at a return to the next one
  /// @param friends of each, on a ring of all
  static Map<String, Object> measure(
      List<Address> doors, Parts parts, List<Account> accounts, int friends, PrintStream out)
      throws IOException, InterruptedException {
    LongAdder pushes = new LongAdder();
    AtomicInteger turn = new AtomicInteger();
    Supplier<Address> door = () -> doors.get(Math.floorMod(turn.getAndIncrement(), doors.size()));
    List<Onlooker> all =
        accounts.stream().map(account -> new Onlooker(account, door, pushes)).toList();
    for (int i = 0; i < all.size(); i++) {
      int at = i;
      Set<Onlooker> near =
          IntStream.rangeClosed(-friends / 2, friends / 2)
              .filter(far -> far != 0)
              .mapToObj(far -> all.get(Math.floorMod(at + far, all.size())))
              .collect(Collectors.toSet());
      near.remove(all.get(at));
      all.get(at).watch(near);
    }
    return new Storm(all, pushes, parts, out).run();
  }

  private Map<String, Object> run() throws IOException, InterruptedException {
    List<Onlooker> half =
        IntStream.range(0, all.size()).filter(i -> i % 2 == 1).mapToObj(all::get).toList();
    List<Supplier<@Nullable Standing>> connections = new ArrayList<>();
    all.forEach(onlooker -> connections.add(onlooker::standing));
    try (Heartbeat _ = new Heartbeat(connections)) {
      step("come", all, Onlooker::come);
      step(
          "blink",
          all,
          onlooker -> {
            onlooker.go();
            onlooker.come();
          });
      step("drop", half, Onlooker::go);
      step("return", half, Onlooker::come);
    } finally {
      all.forEach(Onlooker::go);
    }
    numbers.put("friendships", all.stream().mapToLong(Onlooker::friends).sum());
    numbers.put("failed_tries", all.stream().mapToLong(Onlooker::failed).sum());
    return numbers;
  }

  private void step(String name, List<Onlooker> who, Consumer<Onlooker> what)
      throws IOException, InterruptedException {
    Reading before = Reading.of(parts);
    pushes.reset();
    long began = System.nanoTime();
    atOnce(who, what);
    long done = System.nanoTime();
    long until = done + BELIEVE_WITHIN.toNanos();
    while (wrong() > 0 && System.nanoTime() < until) {
      Thread.sleep(LOOK_MS);
    }
    long believed = System.nanoTime();
    rest();
    Reading after = Reading.of(parts);
    numbers.put(name + "_ms", Math.round((done - began) / NANOS_PER_MS));
    numbers.put(name + "_believed_after_ms", Math.round((believed - done) / NANOS_PER_MS));
    numbers.put(name + "_wrong", wrong());
    numbers.put(name + "_pushes", pushes.sum());
    numbers.put(name + "_pushes_if_each_told", who.stream().mapToLong(Onlooker::friendsHere).sum());
    numbers.put(name + "_redis_frames", after.countedSince(before, Reading.FRAMES));
    after
        .cpuMicros()
        .keySet()
        .forEach(kind ->
            numbers.put(name + "_" + kind + "_cpu_ms", after.cpuSince(before, kind) / 1_000));
    out.println(name + ": " + pushes.sum() + " pushes, " + wrong() + " wrong beliefs");
  }

  /// Beliefs of who is here that are not true.
  private long wrong() {
    return all.stream().mapToLong(Onlooker::wrong).sum();
  }

  private void rest() throws InterruptedException {
    long until = System.nanoTime() + BELIEVE_WITHIN.toNanos();
    long before = -1;
    while (before != pushes.sum() && System.nanoTime() < until) {
      before = pushes.sum();
      Thread.sleep(QUIET);
    }
  }

  private static void atOnce(List<Onlooker> who, Consumer<Onlooker> what)
      throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Callable<Boolean>> each = new ArrayList<>();
      for (Onlooker onlooker : who) {
        each.add(() -> {
          what.accept(onlooker);
          return true;
        });
      }
      for (Future<Boolean> one : threads.invokeAll(each)) {
        boolean _ = one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("not all could come or go: " + e.getMessage(), e);
    }
  }
}
