package rookery.loadtest.crucible;

import java.util.concurrent.atomic.LongAdder;

/// What all devices did together. Thread-safe.
final class Tally {
  final LongAdder sent = new LongAdder();
  final LongAdder acked = new LongAdder();
  final LongAdder shown = new LongAdder();

  /// Came again and was ignored.
  final LongAdder again = new LongAdder();

  /// Connections that signed in.
  final LongAdder connected = new LongAdder();

  /// "Try again", 429 and 503.
  final LongAdder tryAgain = new LongAdder();

  /// Answers with 500.
  final LongAdder internal = new LongAdder();
}
