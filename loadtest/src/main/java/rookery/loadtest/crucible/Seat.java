package rookery.loadtest.crucible;

import java.util.List;

/// A device of a user, before it starts.
///
/// @param user whose
/// @param name of the device, unique among all
/// @param targets to which it may send
record Seat(int user, String name, String token, List<Target> targets) {
  Seat {
    targets = List.copyOf(targets);
  }
}
