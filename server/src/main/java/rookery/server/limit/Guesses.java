package rookery.server.limit;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import rookery.server.limit.Refusals.Limit;

/// Slows down who guesses passwords, without locking the owner out.
///
/// Tries are counted for an account apart by where they come from: from each of its own devices,
/// from each address where its owner got in, and together from everywhere else. Beyond some that
/// cost nothing, each must wait twice as long as the one before, up to a minute. So strangers hold
/// up strangers only. Besides, an address is slowed down that tries many accounts. A try counts
/// before its password is checked, or many at once would pass.
///
/// Bounded: what rested for [#FORGOTTEN] goes, and beyond [#MAX] what was not touched for longest.
/// Thread-safe; does not block.
public final class Guesses {
  static final int MAX = 20_000;

  /// Tries that cost nothing: a person who thinks of another password.
  static final int FREE = 10;

  /// The same of an address, behind which several may be.
  static final int FREE_OF_ADDRESS = 50;

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration FORGOTTEN = Duration.ofHours(1);
  private static final int DOUBLINGS = 6;

  private final Map<String, Tries> tries = bounded();
  private final Map<String, Boolean> own = bounded();
  private final Networks excepted;
  private final Clock clock;
  private final Refusals refusals;

  private record Tries(int count, long lastMs) {}

  /// One try.
  ///
  /// @param account by its id, or by the name that nobody has
  /// @param device one of the account's own; empty for any other
  /// @param address where it comes from
  public record Guess(String account, String device, String address) {}

  public Guesses(Networks excepted, Clock clock, Refusals refusals) {
    this.excepted = excepted;
    this.clock = clock;
    this.refusals = refusals;
  }

  /// One more try: it counts as wrong until [#right].
  ///
  /// @return 0 when it may come, and is counted; else ms after which it may be tried again
  public synchronized int begin(Guess guess) {
    String from = from(guess);
    String address = strange(guess, from) ? address(guess) : null;
    int retryMs = retryMs(from, FREE);
    if (address != null) {
      retryMs = Math.max(retryMs, retryMs(address, FREE_OF_ADDRESS));
    }
    if (retryMs == 0) {
      count(from, 1);
      if (address != null) {
        count(address, 1);
      }
    } else {
      refusals.count(Limit.PASSWORD);
    }
    return retryMs;
  }

  /// It was the right password: this is where its owner is.
  public synchronized void right(Guess guess) {
    String from = from(guess);
    if (strange(guess, from)) {
      count(from, -1); // what strangers have tried stays counted
      String address = address(guess);
      if (address != null) {
        count(address, -1);
        own.put(home(guess), true);
      }
    } else {
      tries.remove(from);
    }
  }

  synchronized int size() {
    return Math.max(tries.size(), own.size());
  }

  /// A key that no name and no device can look like: they have no control characters.
  private String from(Guess guess) {
    if (!guess.device.isEmpty()) {
      return guess.account + "\0device " + guess.device;
    }
    String home = home(guess);
    return own.get(home) == null ? guess.account : home;
  }

  private static boolean strange(Guess guess, String from) {
    return from.equals(guess.account);
  }

  private static String home(Guess guess) {
    return guess.account + "\0home " + Networks.site(guess.address);
  }

  /// Nobody's own address says nothing about who comes from there.
  private @Nullable String address(Guess guess) {
    return excepted.contains(guess.address) ? null : "\0" + Networks.site(guess.address);
  }

  private int retryMs(String key, int free) {
    Tries before = tries.get(key);
    long now = clock.millis();
    if (before == null || before.count < free) {
      return 0;
    }
    long rested = now - before.lastMs;
    if (rested >= FORGOTTEN.toMillis()) {
      tries.remove(key);
      return 0;
    }
    long wait = FIRST.toMillis() << Math.min(before.count - free, DOUBLINGS);
    // A clock that was set back must not make it longer.
    return (int) Math.max(0, Math.min(wait, LONGEST.toMillis()) - Math.max(0, rested));
  }

  private void count(String key, int more) {
    Tries before = tries.get(key);
    int count = (before == null ? 0 : before.count) + more;
    if (count <= 0) {
      tries.remove(key);
    } else {
      tries.put(key, new Tries(count, clock.millis()));
    }
  }

  private static <V> Map<String, V> bounded() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      private static final long serialVersionUID = 1L;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > MAX;
      }
    };
  }
}
