package rookery.server;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A way to a server on this machine that can be cut, or go silent with its connections open.
final class Relay implements AutoCloseable {
  private final int target;
  private final ServerSocket server;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition flows = lock.newCondition();
  private volatile boolean cut;
  private boolean silent;

  /// @param target the server's port
  Relay(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /// Breaks all connections and lets no new one through.
  void cut() {
    cut = true;
    open.forEach(Relay::end);
  }

  /// Lets new connections through again.
  void mend() {
    cut = false;
  }

  /// Keeps connections open and lets no byte through; [#flow()] ends it.
  void hush() {
    set(true);
  }

  void flow() {
    set(false);
  }

  private void set(boolean now) {
    lock.lock();
    try {
      silent = now;
      flows.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        if (cut) {
          end(client);
          continue;
        }
        join(client);
      }
    } catch (IOException _) {
      // Closed.
    }
  }

  private void join(Socket client) {
    try {
      Socket behind = new Socket(InetAddress.getLoopbackAddress(), target);
      open.add(client);
      open.add(behind);
      Thread.ofVirtual().start(() -> carry(client, behind));
      Thread.ofVirtual().start(() -> carry(behind, client));
    } catch (IOException _) {
      end(client); // it is not there now
    }
  }

  private void carry(Socket from, Socket to) {
    byte[] bytes = new byte[65_536];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
        awaitFlow();
        out.write(bytes, 0, n);
      }
    } catch (IOException _) {
      // Either end is gone: so is the other.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(from);
      open.remove(to);
    }
  }

  private void awaitFlow() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (silent) {
        flows.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private static void end(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    cut();
    end(server);
  }
}
