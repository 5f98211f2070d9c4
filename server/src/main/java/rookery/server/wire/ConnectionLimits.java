package rookery.server.wire;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import rookery.server.limit.LimitSettings;
import rookery.server.limit.Networks;
import rookery.server.limit.Refusals.Limit;

/// Counts connections and bounds them: all, those with nobody signed in, and both of one address.
/// Thread-safe.
///
/// Helidon's own limit stops accepting and lets newcomers hang, so it is left unset.
final class ConnectionLimits {
  private final int maxConnections;
  private final int maxNotSignedIn;
  private final LimitSettings settings;
  private final Traffic traffic;
  private final SequencedSet<Place> notSignedIn = new LinkedHashSet<>(); // oldest first
  private final Map<String, Site> sites = new HashMap<>(); // of what is open
  private int taken;
  private boolean shut;

  /// What one address has.
  private static final class Site {
    private int taken;
    private final SequencedSet<Place> notSignedIn = new LinkedHashSet<>(); // oldest first
  }

  ConnectionLimits(
      int maxConnections, int maxNotSignedIn, LimitSettings settings, Traffic traffic) {
    this.maxConnections = maxConnections;
    this.maxNotSignedIn = maxNotSignedIn;
    this.settings = settings;
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

  /// @return who must go
  private synchronized @Nullable Place queue(Place place) {
    Site site = site(place);
    if (place.gone) {
      return null;
    }
    notSignedIn.add(place);
    if (site != null) {
      site.notSignedIn.add(place);
      int max = settings.addressNotSignedIn();
      if (max > 0 && site.notSignedIn.size() > max) {
        return settled(site.notSignedIn.getFirst());
      }
    }
    return notSignedIn.size() > maxNotSignedIn ? settled(notSignedIn.getFirst()) : null;
  }

  private synchronized Place settled(Place place) {
    notSignedIn.remove(place);
    Site site = site(place);
    if (site != null) {
      site.notSignedIn.remove(place);
    }
    return place;
  }

  /// @return whether its address has room for it
  private synchronized boolean locate(Place place, String address) {
    String key = Networks.site(address);
    if (place.gone || key.equals(place.site) || settings.excepted().contains(address)) {
      return true;
    }
    boolean waits = notSignedIn.contains(place);
    unlocate(place);
    Site site = sites.computeIfAbsent(key, _ -> new Site());
    place.site = key;
    site.taken++;
    if (waits) {
      site.notSignedIn.add(place);
    }
    if (settings.addressConnections() > 0 && site.taken > settings.addressConnections()) {
      traffic.refused.increment();
      traffic.refusals().count(Limit.ADDRESS);
      return false;
    }
    return true;
  }

  private void unlocate(Place place) {
    Site site = site(place);
    if (site != null) {
      site.notSignedIn.remove(place);
      site.taken--;
      if (site.taken == 0) {
        sites.remove(place.site);
      }
      place.site = null;
    }
  }

  private @Nullable Site site(Place place) {
    return place.site == null ? null : sites.get(place.site);
  }

  private synchronized void release(Place place) {
    notSignedIn.remove(place);
    unlocate(place);
    place.gone = true;
    taken--;
  }

  /// One connection's place in the count.
  final class Place {
    private volatile Runnable evict;
    private @Nullable String site; // these two under the lock of the limits
    private boolean gone;

    private Place(Runnable evict) {
      this.evict = evict;
    }

    /// What was a bare connection has become more: another way to close it.
    void evictBy(Runnable other) {
      evict = other;
    }

    /// It is known whose it is. May close an older one of the same address.
    ///
    /// @param address the client's, as digits
    /// @return whether there is room for one more of this address; else it must be closed
    boolean comesFrom(String address) {
      if (!locate(this, address)) {
        return false;
      }
      if (notSignedIn(this)) {
        signedIn(false);
      }
      return true;
    }

    /// Somebody signed in, or out again: then it is the newest of those that wait.
    void signedIn(boolean yes) {
      if (yes) {
        Place _ = settled(this);
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

  private synchronized boolean notSignedIn(Place place) {
    return notSignedIn.contains(place);
  }
}
