package rookery.server.wire;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;

/// The process's limit on open files, which no number of connections may reach: a listener that
/// finds no file for a new connection ends.
final class OpenFiles {
  private static final Logger LOG = System.getLogger(OpenFiles.class.getName());

  /// For the store, other nodes, jars, operators and those in the doorway.
  private static final int OTHERS = 500;

  private OpenFiles() {}

  /// So many connections as are wanted, or as there may be.
  static int connections(int wanted) {
    if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix)) {
      return wanted;
    }
    return connections(wanted, unix.getMaxFileDescriptorCount());
  }

  static int connections(int wanted, long limit) {
    // With a very low limit half of it is for others: the node still starts.
    long room = Math.max(limit / 2, limit - OTHERS);
    if (wanted <= room) {
      return wanted;
    }
    LOG.log(
        Level.WARNING,
        "the limit on open files, " + limit + ", allows " + room + " connections, not " + wanted);
    return (int) room;
  }
}
