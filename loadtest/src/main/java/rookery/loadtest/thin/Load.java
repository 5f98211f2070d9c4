package rookery.loadtest.thin;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/// Lets senders send for a while, at a rate or as fast as acks come, and counts.
final class Load {
  /// Messages under way at full speed: of all senders, and of one.
  private static final int UNDER_WAY = 4_000;

  private static final int WINDOW = 16;

  private static final Duration DRAIN_WITHIN = Duration.ofSeconds(20);
  private static final long LOOK_MS = 10;

  private final List<Sender> senders;
  private final Traffic traffic;
  private final PrintStream out;
  private final int receiversOfEach;
  private final Parts parts;

  /// @param receiversOfEach to how many connections each message is pushed
  /// @param parts whose CPU time and frames are told
  Load(List<Sender> senders, Traffic traffic, int receiversOfEach, Parts parts, PrintStream out) {
    this.senders = List.copyOf(senders);
    this.traffic = traffic;
    this.receiversOfEach = receiversOfEach;
    this.parts = parts;
    this.out = out;
  }

  /// The ceiling of wire and machine: what comes back for pings, which touch no store.
  double pingsPerSecond(Duration lasting) throws InterruptedException {
    traffic.pinging(true);
    for (Sender sender : senders) {
      for (int i = 0; i < WINDOW; i++) {
        sender.peer.ping(0);
      }
    }
    long before = traffic.pongs.sum();
    long began = System.nanoTime();
    Thread.sleep(lasting);
    double pings = (traffic.pongs.sum() - before) / ((System.nanoTime() - began) / 1e9);
    traffic.pinging(false);
    Thread.sleep(LOOK_MS * 50);
    return pings;
  }

  /// @param perSecond of all senders together; 0: full speed
  /// @param warmUp is not counted
  Map<String, Object> run(double perSecond, Duration warmUp, Duration lasting)
      throws IOException, InterruptedException {
    Thread driver =
        Thread.ofPlatform()
            .daemon()
            .name("thin-drive")
            .start(() -> drive(perSecond, warmUp.plus(lasting)));
    Thread.sleep(warmUp);
    Histogram _ = traffic.ackTimes.getIntervalHistogram();
    Histogram _ = traffic.pushTimes.getIntervalHistogram();
    Reading before = Reading.of(parts);
    long acks = traffic.acks.sum();
    long pushes = traffic.pushes.sum();
    traffic.gaps.restart();
    long began = System.nanoTime();
    watch(lasting);
    Reading after = Reading.of(parts);
    double seconds = (System.nanoTime() - began) / 1e9;
    Map<String, Object> numbers = new TreeMap<>();
    long done = Math.max(1, traffic.acks.sum() - acks);
    numbers.put("acked_per_second", Math.round(done / seconds));
    numbers.put("ack_gap_max_ms", traffic.gaps.longestMicros() / 1e3);
    numbers.put("delivered_per_second", Math.round((traffic.pushes.sum() - pushes) / seconds));
    after.perMessage(numbers, before, done);
    traffic.refill(false);
    driver.join();
    drain();
    spread(numbers, "ack", traffic.ackTimes.getIntervalHistogram());
    spread(numbers, "push", traffic.pushTimes.getIntervalHistogram());
    long sent = senders.stream().mapToLong(Sender::sent).sum();
    numbers.put("sent", sent);
    numbers.put("lost", sent * receiversOfEach - traffic.pushes.sum());
    numbers.put("repeated", traffic.repeated.sum());
    numbers.put("reordered", traffic.reordered.sum());
    numbers.put("refused", traffic.refused.sum());
    return numbers;
  }

  private void drive(double perSecond, Duration lasting) {
    try {
      if (perSecond > 0) {
        paced(perSecond, lasting);
      } else {
        traffic.refill(true);
        int window = Math.clamp(UNDER_WAY / senders.size(), 1, WINDOW);
        for (Sender sender : senders) {
          for (int i = 0; i < window; i++) {
            sender.next(System.nanoTime());
          }
        }
      }
    } catch (IOException e) {
      out.println("sending ended: " + e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Each message is due at its time, however late the one before was.
  private void paced(double perSecond, Duration lasting) throws IOException, InterruptedException {
    long began = System.nanoTime();
    long count = Math.round(perSecond * lasting.toMillis() / 1e3);
    for (long i = 0; i < count; i++) {
      long due = began + Math.round(i * 1e9 / perSecond);
      long left = due - System.nanoTime();
      if (left > 0) {
        Thread.sleep(Duration.ofNanos(left));
      }
      senders.get((int) (i % senders.size())).next(due);
    }
  }

  private void watch(Duration lasting) throws InterruptedException {
    long before = traffic.acks.sum();
    for (long second = 1; second <= lasting.toSeconds(); second++) {
      Thread.sleep(Duration.ofSeconds(1));
      long now = traffic.acks.sum();
      out.printf(
          Locale.ROOT,
          "%3d s  %d acked in this second, %d pushed in all, %d refused%n",
          second,
          now - before,
          traffic.pushes.sum(),
          traffic.refused.sum());
      before = now;
    }
  }

  private void drain() throws InterruptedException {
    long until = System.nanoTime() + DRAIN_WITHIN.toNanos();
    // Looked at twice: who had an ack in hand may have sent one more after the first look.
    for (int looks = 0; looks < 2 && System.nanoTime() < until; looks = arrived() ? looks + 1 : 0) {
      Thread.sleep(LOOK_MS * 10);
    }
  }

  private boolean arrived() {
    return senders.stream().allMatch(Sender::quiet)
        && traffic.pushes.sum() >= senders.stream().mapToLong(Sender::sent).sum() * receiversOfEach;
  }

  static void spread(Map<String, Object> numbers, String name, Histogram histogram) {
    numbers.put(name + "_p50_ms", histogram.getValueAtPercentile(50) / 1e3);
    numbers.put(name + "_p99_ms", histogram.getValueAtPercentile(99) / 1e3);
    numbers.put(name + "_max_ms", histogram.getMaxValue() / 1e3);
  }
}
