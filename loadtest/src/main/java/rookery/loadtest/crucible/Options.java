package rookery.loadtest.crucible;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What a run is to be.
///
/// @param lasting how long it writes and breaks
/// @param nodes how many; with more than one also Redis and a balancer
/// @param mariaDb whether the record is in a MariaDB of its own, else in an H2 file
/// @param faults to draw from
/// @param longestStop of SIGSTOP and of a stall
/// @param users who take part
/// @param perSecond texts a device writes
/// @param folder where histories and logs go
record Options(
    Duration lasting,
    long seed,
    int nodes,
    boolean mariaDb,
    List<Fault> faults,
    Duration longestStop,
    int users,
    int groups,
    double perSecond,
    Path folder) {
  Options {
    faults = List.copyOf(faults);
  }
}
