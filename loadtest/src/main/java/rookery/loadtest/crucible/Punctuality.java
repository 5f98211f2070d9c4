package rookery.loadtest.crucible;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// How soon clients must be in step again after a fault, with several nodes as with one. Only for a
/// fault before which all were in step, and after which nothing else was broken.
final class Punctuality {
  /// In a cluster, from the death of a node on.
  static final Duration AFTER_DEATH = Duration.ofSeconds(10);

  /// In a cluster, from the moment on in which a node stands still, however long it does.
  static final Duration AFTER_STOP = Duration.ofSeconds(20);

  /// In a cluster, for a client whose node is restarted, from the end of its connection on.
  static final Duration AFTER_GOODBYE = Duration.ofSeconds(5);

  /// From the end of any other fault on: clients pause for up to 8 s after several tries in vain,
  /// and a try may take 4 s.
  static final Duration AFTER_FAULT = Duration.ofSeconds(20);

  /// Within it a client notices that its node is dead or stands still. What it loses later, it
  /// loses to something else, from which it has as long to come back.
  static final Duration NOTICED = Duration.ofSeconds(7);

  private Punctuality() {}

  /// How a client came in step again, in nanoseconds of one clock.
  ///
  /// @param lost when its last connection before that ended
  /// @param inStep when it was in step again
  record Return(long lost, long inStep) {
    /// From when on it was on its way back, after a fault of its node that began then.
    private long after(long began) {
      return lost - began > NOTICED.toNanos() ? lost : began;
    }
  }

  /// @param cluster whether there are other nodes to go to
  /// @param began when the fault did, in nanoseconds of the clients' clock
  /// @param over when the fault was
  /// @param returns of all clients who are not to stay away
  /// @return what was late, in a sentence
  static Optional<String> judge(
      Fault fault, boolean cluster, long began, long over, Collection<Return> returns) {
    if (!cluster) {
      return late(fault, AFTER_FAULT, returns, _ -> over);
    }
    return switch (fault) {
      case NODE_KILL -> late(fault, AFTER_DEATH, returns, back -> back.after(began));
      case NODE_STOP -> late(fault, AFTER_STOP, returns, back -> back.after(began));
      case NODE_RESTART ->
          late(
              fault,
              AFTER_GOODBYE,
              returns.stream().filter(back -> back.lost - began >= 0).toList(),
              Return::lost);
      default -> late(fault, AFTER_FAULT, returns, _ -> over);
    };
  }

  private static Optional<String> late(
      Fault fault, Duration allowed, Collection<Return> returns, ToLongFunction<Return> from) {
    long longest =
        returns.stream().mapToLong(back -> back.inStep - from.applyAsLong(back)).max().orElse(0);
    return longest <= allowed.toNanos()
        ? Optional.empty()
        : Optional.of(
            "a client was in step "
                + Duration.ofNanos(longest).toMillis()
                + " ms after "
                + fault.word()
                + ", "
                + allowed.toSeconds()
                + " s are allowed");
  }
}
