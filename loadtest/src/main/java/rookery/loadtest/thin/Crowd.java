package rookery.loadtest.thin;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import rookery.loadtest.accounts.Account;
import rookery.loadtest.link.Address;

/// All connections of a run, signed in; kept alive while they are open.
final class Crowd implements AutoCloseable {
  private static final int SIGN_IN_AT_ONCE = 32;

  /// Below the 15 s after which a silent connection is cut.
  private static final Duration PING_EVERY = Duration.ofSeconds(10);

  private final List<Peer> peers;
  private final Thread pinger = Thread.ofVirtual().name("thin-ping").unstarted(this::keepAlive);

  private Crowd(List<Peer> peers) {
    this.peers = List.copyOf(peers);
  }

  /// @param doors connections go to them in turn
  static Crowd signIn(List<Address> doors, List<Account> accounts)
      throws IOException, InterruptedException {
    try (ExecutorService threads = Executors.newFixedThreadPool(SIGN_IN_AT_ONCE)) {
      List<Future<Peer>> signing = new ArrayList<>();
      for (Account account : accounts) {
        Address door = doors.get(signing.size() % doors.size());
        signing.add(threads.submit(() -> Peer.signIn(door, account)));
      }
      List<Peer> peers = new ArrayList<>();
      for (Future<Peer> peer : signing) {
        peers.add(peer.get());
      }
      return new Crowd(peers);
    } catch (ExecutionException e) {
      throw new IOException("not all could sign in: " + e.getMessage(), e);
    }
  }

  void listen(Sink sink) {
    peers.forEach(peer -> Thread.ofVirtual().name("thin-read").start(() -> peer.listen(sink)));
    pinger.start();
  }

  List<Peer> peers() {
    return peers;
  }

  long closed() {
    return peers.stream().filter(Peer::closed).count();
  }

  private void keepAlive() {
    try {
      while (true) {
        for (Peer peer : peers) {
          peer.ping(0);
        }
        Thread.sleep(PING_EVERY);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    pinger.interrupt();
    peers.forEach(Peer::close);
  }
}
