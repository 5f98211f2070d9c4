package rookery.loadtest.crucible;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import rookery.loadtest.link.Address;

/// Stands between clients and what serves them, and spoils connections. Thread-safe.
final class Proxy implements AutoCloseable {
  private static final int BACKLOG = 256;
  private static final int CONNECT_MS = 1_000;
  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final List<ServerSocket> listeners = new CopyOnWriteArrayList<>();
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private volatile boolean barred;

  /// A client's connection and the node's.
  private record Pair(Socket client, Socket node, Pipe up, Pipe down) {
    void cut() {
      Pipe.reset(client);
      Pipe.reset(node);
    }
  }

  /// Opens one more way; what is done to the proxy is done to the connections of all its ways.
  ///
  /// @param nodes where to; asked for each new connection
  /// @return where it is entered
  Address way(Supplier<Address> nodes) {
    try {
      ServerSocket listener = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
      listeners.add(listener);
      Thread.ofVirtual().name("proxy-accept").start(() -> accept(listener, nodes));
      return Address.local(listener.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accept(ServerSocket listener, Supplier<Address> nodes) {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().name("proxy-up").start(() -> serve(client, nodes.get()));
      } catch (IOException _) {
        // Closed, or the client is gone already.
      }
    }
  }

  private void serve(Socket client, Address address) {
    Socket node = new Socket();
    try {
      node.connect(address.socketAddress(), CONNECT_MS);
      node.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      Pair pair = new Pair(client, node, new Pipe(client, node), new Pipe(node, client));
      pairs.add(pair);
      if (barred) {
        pair.cut();
      }
      try {
        Thread down = Thread.ofVirtual().name("proxy-down").start(pair.down);
        pair.up.run();
        down.join();
      } finally {
        pairs.remove(pair);
        pair.cut();
      }
    } catch (IOException _) {
      Pipe.reset(client);
      Pipe.reset(node);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Some of the connections, chosen by their number.
  ///
  /// @param share 0 to 1; at least one where there is any
  private List<Pair> some(double share) {
    List<Pair> all = List.copyOf(pairs);
    return all.subList(0, Math.min(all.size(), (int) Math.ceil(all.size() * share)));
  }

  /// Resets connections, in the middle of a frame where one is passing.
  void cut(double share) {
    for (Pair pair : some(share)) {
      pair.up.truncate();
      pair.cut();
    }
  }

  /// Each chunk waits so long, both ways.
  void delay(double share, Duration each) {
    some(share)
        .forEach(pair -> {
          pair.up.delay(each);
          pair.down.delay(each);
        });
  }

  /// Nothing passes, and nobody is told; what came meanwhile passes afterwards.
  void stall(double share) {
    some(share)
        .forEach(pair -> {
          pair.up.stall(FOR_EVER);
          pair.down.stall(FOR_EVER);
        });
  }

  /// What the node sends is dropped, acks above all; [#heal()] must cut such a connection.
  void swallow(double share) {
    some(share).forEach(pair -> pair.down.swallow());
  }

  /// Resets all connections, and each that comes.
  void bar() {
    barred = true;
    pairs.forEach(Pair::cut);
  }

  /// Ends all faults.
  void heal() {
    barred = false;
    for (Pair pair : pairs) {
      pair.up.heal();
      pair.down.heal();
      if (pair.down.lossy()) {
        pair.cut();
      }
    }
  }

  @Override
  public void close() {
    try {
      for (ServerSocket listener : listeners) {
        listener.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    pairs.forEach(Pair::cut);
  }
}
