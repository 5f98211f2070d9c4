package rookery.loadtest.thin;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rookery.protocol.AccountMessages.Ping;

/// Keeps connections alive: a ping of each as often as the protocol wants, spread over that time.
final class Heartbeat implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(4);
  private static final int SLICES = 40;

  private final List<Supplier<@Nullable Standing>> connections;
  private final Thread thread = Thread.ofVirtual().name("heartbeat").unstarted(this::beat);

  /// @param connections null where there is none now
  Heartbeat(List<Supplier<@Nullable Standing>> connections) {
    this.connections = List.copyOf(connections);
    thread.start();
  }

  private void beat() {
    try {
      for (int slice = 0; ; slice = (slice + 1) % SLICES) {
        for (int i = slice; i < connections.size(); i += SLICES) {
          Standing standing = connections.get(i).get();
          if (standing != null) {
            standing.send(new Ping(), null);
          }
        }
        Thread.sleep(EVERY.dividedBy(SLICES));
      }
    } catch (InterruptedException _) {
      // The end.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
