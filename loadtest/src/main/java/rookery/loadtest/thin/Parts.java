package rookery.loadtest.thin;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import rookery.loadtest.link.Address;

/// Of what the measured system consists, as far as it runs on this machine.
///
/// @param pids processes by name: `node` and what begins so, `database`, `redis`, `balancer`; asked
///   at each reading, as a part may be started again
/// @param admins where nodes tell their numbers
public record Parts(Supplier<Map<String, Long>> pids, List<Address> admins) {
  /// Nothing is known.
  public static final Parts NONE = new Parts(Map::of, List.of());

  public Parts {
    admins = List.copyOf(admins);
  }
}
