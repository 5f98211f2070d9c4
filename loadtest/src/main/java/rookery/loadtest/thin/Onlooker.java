package rookery.loadtest.thin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rookery.loadtest.accounts.Account;
import rookery.loadtest.link.Address;
import rookery.protocol.RosterMessages.Presence;
import rookery.protocol.ServerMessage;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;

/// A user who comes and goes, and believes of his friends what he is told: by the answer to his
/// sync, then by pushes. Comes and goes on one thread at a time.
final class Onlooker {
  private static final int TRIES = 20;
  private static final long RETRY_MS = 250;

  private final Account account;
  private final Supplier<Address> door;
  private final LongAdder pushes;
  private final Map<Integer, Boolean> online = new ConcurrentHashMap<>();
  private final LongAdder failed = new LongAdder();
  private Map<Integer, Onlooker> friends = Map.of();
  private volatile @Nullable Standing standing;

  /// @param pushes counts presence that is pushed
  Onlooker(Account account, Supplier<Address> door, LongAdder pushes) {
    this.account = account;
    this.door = door;
    this.pushes = pushes;
  }

  /// Before it comes for the first time.
  void watch(Set<Onlooker> who) {
    friends = who.stream().collect(Collectors.toMap(other -> other.account.id(), other -> other));
  }

  /// Connects, signs in and syncs.
  void come() {
    try {
      Standing came = tried();
      standing = came;
      Thread _ = Thread.ofVirtual().name("onlooker").start(() -> listen(came));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Standing tried() throws IOException, InterruptedException {
    for (int i = 1; ; i++) {
      Standing opened = null;
      try {
        opened = Standing.open(door.get(), account, this::take);
        Synced synced = opened.ask(new Sync(0L, List.of()), Synced.class);
        friends.keySet().forEach(friend -> online.put(friend, synced.online().contains(friend)));
        return opened;
      } catch (IOException e) {
        failed.increment();
        if (opened != null) {
          opened.close();
        }
        if (i == TRIES) {
          throw e;
        }
        Thread.sleep(RETRY_MS);
      }
    }
  }

  private static void listen(Standing came) {
    try (came) {
      came.listen(Duration.ZERO);
    } catch (IOException _) {
      // It left, or was cut: then its beliefs show it.
    }
  }

  /// Leaves as who is cut off.
  void go() {
    Standing left = standing;
    standing = null;
    if (left != null) {
      left.close();
    }
  }

  private void take(ServerMessage message) {
    if (message instanceof Presence presence) {
      pushes.increment();
      online.put(presence.id(), presence.state().equals(Presence.word(true)));
    }
  }

  @Nullable Standing standing() {
    return standing;
  }

  /// How many of its beliefs are not true; none while it is away.
  long wrong() {
    return standing == null
        ? 0
        : friends.entrySet().stream()
            .filter(friend ->
                online.getOrDefault(friend.getKey(), false) != (friend.getValue().standing != null))
            .count();
  }

  int friends() {
    return friends.size();
  }

  /// How many friends could be told of it.
  long friendsHere() {
    return friends.values().stream().filter(friend -> friend.standing != null).count();
  }

  long failed() {
    return failed.sum();
  }
}
