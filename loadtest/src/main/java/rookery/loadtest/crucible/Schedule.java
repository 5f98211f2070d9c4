package rookery.loadtest.crucible;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/// Draws faults one after another, each of them once before any comes again; the same seed, faults
/// and longest stop draw the same.
final class Schedule {
  private static final int CALM_MS = 2_500;
  private static final int SHORT_MS = 3_000;
  private static final int MIN_MS = 300;

  /// Of ten faults so many are followed by the next before all clients are in step again.
  private static final int HASTY = 3;

  private final RandomGenerator random;
  private final List<Fault> faults;
  private final Deque<Fault> left = new ArrayDeque<>();
  private final Duration longestStop;

  /// @param longestStop of SIGSTOP and of a stall
  Schedule(RandomGenerator random, List<Fault> faults, Duration longestStop) {
    this.random = random;
    this.faults = List.copyOf(faults);
    this.longestStop = longestStop;
  }

  /// A fault to come.
  ///
  /// @param calm before it
  /// @param lasting how long it lasts
  /// @param share of the connections or clients that it hits, where it hits some
  /// @param pick a number to choose a node or a client by
  /// @param patient whether all clients are to be in step again before the next
  record Planned(
      Fault fault, Duration calm, Duration lasting, double share, int pick, boolean patient) {
    @Override
    public String toString() {
      return fault.word()
          + " for "
          + lasting.toMillis()
          + " ms, share "
          + Math.round(share * 100)
          + " %";
    }
  }

  Planned next() {
    if (left.isEmpty()) {
      List<Fault> round = new ArrayList<>(faults);
      Collections.shuffle(round, random);
      left.addAll(round);
    }
    Fault fault = left.remove();
    int calm = random.nextInt(CALM_MS);
    long most =
        switch (fault) {
          case NODE_STOP,
              DB_STOP,
              STALL,
              REDIS_STALL,
              REDIS_HALF_OPEN,
              REDIS_CUT,
              DB_CUT,
              DB_HALF_OPEN,
              NODE_CUT ->
              longestStop.toMillis();
          case NODE_KILL,
              NODE_RESTART,
              DB_KILL,
              REDIS_KILL,
              REDIS_FLUSH,
              BALANCER_RELOAD,
              CUT,
              DELAY,
              SWALLOW,
              CLIENT_KILL ->
              SHORT_MS;
        };
    long lasting = MIN_MS + random.nextLong(most - MIN_MS);
    double share = random.nextInt(3) == 0 ? 1 : 0.1 + random.nextDouble() * 0.7;
    return new Planned(
        fault,
        Duration.ofMillis(calm),
        Duration.ofMillis(lasting),
        share,
        random.nextInt(1_000_000),
        random.nextInt(10) >= HASTY);
  }
}
