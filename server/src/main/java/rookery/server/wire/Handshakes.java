package rookery.server.wire;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Sockets that shake hands for TLS. Helidon neither counts them, nor bounds their time, nor closes
/// those that fail: so here each has its time, and there are few at once. When there is no room,
/// the listener's thread waits for a moment; then the oldest goes. Thread-safe.
final class Handshakes {
  /// Each is an open file, beside those that count as connections.
  static final int MAX = 256;

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final Duration limit;
  private final Guard guard;
  private final Map<SocketAddress, Handshake> open = new LinkedHashMap<>(); // oldest first

  Handshakes(Duration limit, Guard guard) {
    this.limit = limit;
    this.guard = guard;
  }

  /// One is accepted, and has not spoken yet. Called by the listener's thread, which may wait here
  /// for a moment.
  void arrived(Socket socket) {
    Handshake handshake = new Handshake(socket, socket.getRemoteSocketAddress());
    // Whoever reads gives up after so long, and the guard closes what is left.
    handshake.timeOut(Math.toIntExact(limit.toMillis()));
    try {
      add(handshake).ifPresent(Handshake::end);
      guard.add(handshake);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the listener stops
      handshake.close();
    }
  }

  /// One is through: from now on others look after it. Does not block.
  void passed(SocketAddress peer) {
    Handshake handshake = find(peer);
    if (handshake != null && remove(handshake)) {
      guard.remove(handshake);
      handshake.timeOut(0);
    }
  }

  /// @return who must go for it
  private synchronized Optional<Handshake> add(Handshake handshake) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    for (long left = PATIENCE.toMillis(); open.size() >= MAX && left > 0; ) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
    Optional<Handshake> oldest =
        open.size() < MAX ? Optional.empty() : open.values().stream().findFirst();
    open.put(handshake.peer, handshake);
    return oldest;
  }

  private synchronized @Nullable Handshake find(SocketAddress peer) {
    return open.get(peer);
  }

  private synchronized boolean remove(Handshake handshake) {
    notifyAll();
    return open.remove(handshake.peer, handshake);
  }

  private final class Handshake implements Guarded {
    private final Socket socket;
    private final SocketAddress peer;
    private final long since = System.nanoTime();

    Handshake(Socket socket, SocketAddress peer) {
      this.socket = socket;
      this.peer = peer;
    }

    @Override
    public void check(long now) {
      if (socket.isClosed() || now - since > limit.toNanos()) {
        end();
      }
    }

    @Override
    public void goodbye(String why) {
      end();
    }

    @Override
    public void sendAway() {
      // It has not come yet.
    }

    private void end() {
      if (remove(this)) {
        guard.remove(this);
        timeOut(1); // its reader may hold what closing waits for
        close();
      }
    }

    void timeOut(int millis) {
      try {
        socket.setSoTimeout(millis);
      } catch (SocketException _) {
        // It is closed.
      }
    }

    /// Closing says goodbye to a peer who may not listen, and waits for it.
    void close() {
      Thread _ =
          Thread.ofVirtual()
              .name("handshake-close")
              .start(() -> {
                try {
                  socket.close();
                } catch (IOException _) {
                  // It is closed, whatever the system says about it.
                }
              });
    }
  }
}
