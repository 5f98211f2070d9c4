package rookery.server.wire;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/// Looks whether the listeners still listen, on a thread of its own.
///
/// Helidon's listener ends for good at its first error, "too many open files" among them, and
/// nobody is told.
final class ListenerWatch implements AutoCloseable {
  private static final Logger LOG = System.getLogger(ListenerWatch.class.getName());
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final Map<String, InetSocketAddress> listeners;
  private final Consumer<String> ended;
  private final Thread thread = Thread.ofVirtual().name("listener-watch").unstarted(this::watch);
  private volatile boolean allListen = true;

  /// @param listeners name to address
  /// @param ended told the first listener that has ended, once, in one sentence
  ListenerWatch(Map<String, InetSocketAddress> listeners, Consumer<String> ended) {
    this.listeners = Map.copyOf(listeners);
    this.ended = ended;
  }

  void start() {
    thread.start();
  }

  boolean allListen() {
    return allListen;
  }

  @Override
  public void close() {
    thread.interrupt(); // it holds no files but those of its own
  }

  private void watch() {
    try {
      while (allListen) {
        Thread.sleep(INTERVAL);
        listeners.forEach(this::look);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // told to stop
    }
  }

  private void look(String name, InetSocketAddress address) {
    try {
      if (allListen && !Occupied.is(address) && !Thread.currentThread().isInterrupted()) {
        allListen = false;
        ended.accept("The listener " + name + " on " + address + " has ended.");
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "cannot tell whether the listener " + name + " runs", e);
    }
  }
}
