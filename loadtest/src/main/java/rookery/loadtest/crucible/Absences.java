package rookery.loadtest.crucible;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Users who stay away for a while, with all their devices, so that there is somebody to be
/// offline. Used by one thread.
final class Absences {
  /// Of so many users one is away at most.
  private static final int ONE_OF = 4;

  private final RandomGenerator random;
  private final List<Device> devices;
  private final List<Integer> users;

  Absences(RandomGenerator random, List<Device> devices) {
    this.random = random;
    this.devices = List.copyOf(devices);
    this.users = devices.stream().map(device -> device.seat.user()).distinct().toList();
  }

  /// Who was away comes back, and others leave, some as a killed client does.
  void change() {
    Set<Integer> leaving = new HashSet<>();
    int most = Math.max(1, users.size() / ONE_OF);
    for (int i = 1 + random.nextInt(most); i > 0; i--) {
      leaving.add(users.get(random.nextInt(users.size())));
    }
    devices.forEach(
        device -> device.leave(!device.absent() && leaving.contains(device.seat.user())));
  }

  /// Everybody comes back.
  void end() {
    devices.forEach(device -> device.leave(false));
  }
}
