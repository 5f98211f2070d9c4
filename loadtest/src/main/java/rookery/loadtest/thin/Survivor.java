package rookery.loadtest.thin;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import rookery.loadtest.accounts.Account;
import rookery.loadtest.link.Address;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.Bounds;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.Result;
import rookery.protocol.RosterMessages.Presence;
import rookery.protocol.ServerMessage;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;

/// A client that comes back by itself as the protocol says, reads what it missed, and repeats what
/// was not acked. It writes to one friend, one message under way at a time, and numbers them.
final class Survivor {
  private static final long FIRST_WAIT_MS = 250;
  private static final long LONGEST_WAIT_MS = 8_000;
  private static final int RETRY_MS = 500;

  private final Account account;
  private final int friend;
  private final String run;
  private final Watch watch;
  private final Duration silence;

  private final Shown shown;

  // Of the reading thread alone.
  private long roster;
  private long reads;
  private long lostNanos = System.nanoTime();
  private int byeMs;

  // Guarded by this object.
  private final SortedSet<Long> unacked = new TreeSet<>();
  private long said;
  private @Nullable Standing standing;

  /// Is told how it goes, on the client's thread.
  interface Watch {
    /// It is signed in, and has what it missed.
    ///
    /// @param lostNanos when its last connection ended, as [System#nanoTime()] tells; when it was
    ///   made, if it had none
    void inStep(long lostNanos);

    /// A connection that was in step has ended.
    void lost();

    /// The friend to whom it writes counts as offline.
    void friendOffline();

    /// Whether it is to stay away for now.
    boolean away();

    void failed(IOException why);

    /// Where to connect now.
    Address door();

    boolean over();
  }

  /// @param friend to whom it writes, an id
  /// @param run begins the texts of this run, without blanks
  /// @param silence after which it gives a connection up; zero for never
  Survivor(Account account, int friend, String run, Watch watch, Duration silence) {
    this.account = account;
    this.friend = friend;
    this.run = run;
    this.watch = watch;
    this.silence = silence;
    this.shown = new Shown(friend, run);
  }

  /// Connects again and again, until it is over.
  void live() {
    long bound = FIRST_WAIT_MS;
    try {
      while (!watch.over()) {
        long pause = 0;
        boolean stood = false;
        try (Standing opened = Standing.open(watch.door(), account, this::take)) {
          catchUp(opened);
          stood = true;
          bound = FIRST_WAIT_MS;
          stand(opened);
          watch.inStep(lostNanos);
          opened.listen(silence);
        } catch (Standing.NotNowException e) {
          pause = e.retryMs;
          watch.failed(e);
        } catch (IOException e) {
          if (!stood) {
            watch.failed(e);
          }
        }
        if (stood) {
          lostNanos = System.nanoTime();
          stand(null);
          watch.lost();
          pause = byeMs;
          byeMs = 0;
        }
        while (watch.away()) {
          Thread.sleep(FIRST_WAIT_MS);
        }
        Thread.sleep(Math.max(pause, ThreadLocalRandom.current().nextLong(bound + 1)));
        bound = stood ? bound : Math.min(2 * bound, LONGEST_WAIT_MS);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// What was written before this run is passed over.
  private void catchUp(Standing opened) throws IOException {
    boolean first = roster == 0;
    shown.forgetEarly();
    Synced synced =
        opened.ask(new Sync(roster, shown.cursors(), first ? null : reads, null), Synced.class);
    if (!first && !synced.online().contains(friend)) {
      watch.friendOffline();
    }
    roster = synced.roster();
    reads = synced.reads();
    if (first) {
      synced.conversations().forEach(head -> shown.through(head.conv(), head.head()));
      return;
    }
    Set<Long> behind =
        synced.conversations().stream()
            .filter(head -> head.head() > shown.cursor(head.conv()))
            .map(Synced.Head::conv)
            .collect(Collectors.toSet());
    boolean more = !behind.isEmpty();
    while (more) {
      List<Cursor> from =
          shown.cursors().stream().filter(cursor -> behind.contains(cursor.conv())).toList();
      BacklogPage page = opened.ask(new Backlog(from, Bounds.PAGE), BacklogPage.class);
      page.entries().forEach(shown::arrived);
      page.through().forEach(cursor -> shown.through(cursor.conv(), cursor.seq()));
      more = page.more();
    }
  }

  private void take(ServerMessage message) {
    switch (message) {
      case Entry entry -> shown.arrived(entry);
      case Presence told when told.equals(Presence.of(friend, false)) -> watch.friendOffline();
      case Bye bye -> byeMs = bye.retryMs();
      case Result result when result.rid() != null -> answered(result.rid(), result);
      default -> {
        // Receipts and the like.
      }
    }
  }

  private synchronized void stand(@Nullable Standing now) {
    standing = now;
    sendNext();
  }

  synchronized @Nullable Standing standing() {
    return standing;
  }

  /// Writes one more message.
  synchronized void say() {
    said++;
    unacked.add(said);
    if (unacked.size() == 1) {
      sendNext();
    }
  }

  private synchronized void sendNext() {
    if (standing != null && !unacked.isEmpty()) {
      long number = unacked.first();
      standing.send(new SendDirect(run + "-" + number, friend, run + " " + number), number);
    }
  }

  private void answered(long number, Result result) {
    if (result.code() != ErrorCode.OK) {
      int retryMs = result.retryMs() == null ? RETRY_MS : result.retryMs();
      Thread _ = Thread.ofVirtual().name("survivor-repeat").start(() -> repeat(retryMs));
      return;
    }
    if (result.data() instanceof Stored stored) {
      shown.through(stored.conv(), stored.seq());
    }
    synchronized (this) {
      if (unacked.remove(number)) {
        sendNext();
      }
    }
  }

  private void repeat(int afterMs) {
    try {
      Thread.sleep(Duration.ofMillis(afterMs));
      sendNext();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Closes its connection.
  synchronized void end() {
    if (standing != null) {
      standing.close();
    }
  }

  synchronized long said() {
    return said;
  }

  /// Whether all that it wrote is acked.
  synchronized boolean quiet() {
    return unacked.isEmpty();
  }

  /// Of its friend's messages.
  Shown shown() {
    return shown;
  }
}
