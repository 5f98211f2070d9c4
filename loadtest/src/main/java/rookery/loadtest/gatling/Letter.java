package rookery.loadtest.gatling;

import java.util.List;
import java.util.Optional;

/// A message's text: when it was sent, by both clocks.
///
/// @param millis by Gatling's clock
/// @param nanos by `System.nanoTime()`
record Letter(long millis, long nanos) {
  private static final int FIELDS = 3;

  String text() {
    return millis + " " + nanos + " the rooks are back in the elms";
  }

  /// Empty when somebody else wrote it.
  static Optional<Letter> parse(String text) {
    List<String> fields = List.of(text.split(" ", FIELDS));
    try {
      return fields.size() == FIELDS
          ? Optional.of(new Letter(Long.parseLong(fields.get(0)), Long.parseLong(fields.get(1))))
          : Optional.empty();
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
