package rookery.server.wire;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/// Counts connections and bounds them: all, and those with nobody signed in. Thread-safe.
///
/// Helidon's own limit stops accepting and lets newcomers hang, so it is left unset.
final class ConnectionLimits {
  private final int maxConnections;
  private final int maxNotSignedIn;
  private final Traffic traffic;
  private final SequencedSet<Place> notSignedIn = new LinkedHashSet<>(); // oldest first
  private int taken;
  private boolean shut;

  ConnectionLimits(int maxConnections, int maxNotSignedIn, Traffic traffic) {
    this.maxConnections = maxConnections;
    this.maxNotSignedIn = maxNotSignedIn;
    this.traffic = traffic;
  }

  /// A place for one more connection with nobody signed in, or none when all are taken. May close
  /// an older one.
  ///
  /// @param evict closes the connection to make room; must not block, may be called from any thread
  Optional<Place> enter(Runnable evict) {
    Place place = new Place(evict);
    synchronized (this) {
      if (shut || taken >= maxConnections) {
        traffic.refused.increment();
        return Optional.empty();
      }
      taken++;
    }
    place.signedIn(false);
    return Optional.of(place);
  }

  /// From now on nobody enters.
  synchronized void shut() {
    shut = true;
  }

  private synchronized @Nullable Place queue(Place place) {
    notSignedIn.add(place);
    return notSignedIn.size() > maxNotSignedIn ? notSignedIn.removeFirst() : null;
  }

  private synchronized void settle(Place place) {
    notSignedIn.remove(place);
  }

  private synchronized void release(Place place) {
    notSignedIn.remove(place);
    taken--;
  }

  /// One connection's place in the count.
  final class Place {
    private volatile Runnable evict;

    private Place(Runnable evict) {
      this.evict = evict;
    }

    /// What was a bare connection has become more: another way to close it.
    void evictBy(Runnable other) {
      evict = other;
    }

    /// Somebody signed in, or out again: then it is the newest of those that wait.
    void signedIn(boolean yes) {
      if (yes) {
        settle(this);
        return;
      }
      Place oldest = queue(this);
      if (oldest != null) {
        traffic.evicted.increment();
        oldest.evict.run(); // not under the lock
      }
    }

    /// The connection is gone. Called once.
    void leave() {
      release(this);
    }
  }
}
