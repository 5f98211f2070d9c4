package rookery.server.wire;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Sockets that shake hands for TLS. Helidon neither counts them, nor bounds their time, nor closes
/// those that fail: so here each has its time, and there are no more than [#MAX]. Thread-safe; does
/// not block.
final class Handshakes {
  static final int MAX = 1_024;

  private final Duration limit;
  private final Guard guard;
  private final Map<SocketAddress, Handshake> open = new ConcurrentHashMap<>();

  Handshakes(Duration limit, Guard guard) {
    this.limit = limit;
    this.guard = guard;
  }

  /// One is accepted, and has not spoken yet. Called by the listener's thread.
  void arrived(Socket socket) {
    Handshake handshake = new Handshake(socket, socket.getRemoteSocketAddress());
    try {
      // Whoever reads gives up after so long, and the guard closes what is left.
      socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
    } catch (SocketException _) {
      return; // it is gone already
    }
    if (open.size() >= MAX) {
      handshake.close();
    } else {
      open.put(handshake.peer, handshake);
      guard.add(handshake);
    }
  }

  /// One is through: from now on others look after it.
  void passed(SocketAddress peer) {
    Handshake handshake = open.remove(peer);
    if (handshake != null) {
      guard.remove(handshake);
      handshake.timeOut(0);
    }
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
      if (open.remove(peer, this)) {
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
