package rookery.loadtest.crucible;

import java.time.Duration;
import java.util.List;

/// Moments at which presence must be true: nothing was broken, and nobody came or went, for so long
/// as it may take. Used by the thread that breaks things, while nothing is broken.
final class Calm {
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration SETTLED_AFTER = PresenceJudge.CONVERGES_WITHIN.plusMillis(200);

  /// Whoever still comes and goes then is not judged.
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long LOOK_MS = 50;

  private final List<Device> devices;
  private final Notebook looks;
  private final Progress progress;
  private long lastNanos = System.nanoTime();

  Calm(List<Device> devices, Notebook looks, Progress progress) {
    this.devices = List.copyOf(devices);
    this.looks = looks;
    this.progress = progress;
  }

  /// Looks where the last time is long ago.
  void lookWhenDue() throws InterruptedException {
    if (System.nanoTime() - lastNanos >= EVERY.toNanos()) {
      look();
    }
  }

  /// Waits for such a moment, and notes it for the judge.
  void look() throws InterruptedException {
    progress.say("nothing breaks until presence must be true");
    long began = System.nanoTime();
    do {
      Thread.sleep(LOOK_MS);
    } while (!settled(began) && System.nanoTime() - began < PATIENCE.toNanos());
    looks.look();
    progress.say("presence is looked at");
    lastNanos = System.nanoTime();
  }

  private boolean settled(long began) {
    long since = System.nanoTime() - SETTLED_AFTER.toNanos();
    return began - since <= 0
        && devices.stream().allMatch(device -> device.movedNanos() - since <= 0);
  }
}
