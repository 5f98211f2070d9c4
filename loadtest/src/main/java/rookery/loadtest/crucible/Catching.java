package rookery.loadtest.crucible;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Bounds;
import rookery.protocol.Entry;
import rookery.protocol.Result;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;

/// How a session gets what it missed: SYNC, then BACKLOG until nothing is missing; again when a gap
/// shows.
final class Catching {
  /// Small, so that a sync has several pages.
  private static final int PAGE = Bounds.PAGE / 4;

  private static final int RETRY_MS = 250;

  private final Device device;
  private final Session session;

  /// Where the last answer to SYNC ended, which had more; null when there is no more.
  private @Nullable Long from;

  private boolean synced;
  private boolean syncAgain;
  private boolean comparing;
  private long asked;
  private long askedAt;
  private long notBefore;

  Catching(Device device, Session session) {
    this.device = device;
    this.session = session;
  }

  /// Whether the first SYNC was answered.
  boolean synced() {
    return synced;
  }

  void sync() throws IOException {
    comparing = device.stage() == Device.Stage.COMPARING;
    from = null;
    ask(session.send(new Sync(0L, device.cursors.all())));
  }

  /// A pong tells the newest entry that this session was handed.
  void compare(long conv, long seq) {
    syncAgain |= device.cursors.at(conv) < seq;
  }

  void answer(Result result) throws DiedException {
    if (result.rid() == null || result.rid() != asked) {
      return;
    }
    asked = 0;
    switch (result.data()) {
      case Synced heads -> heads(heads);
      case BacklogPage page -> page(page);
      case null, default ->
          notBefore = System.nanoTime() + Duration.ofMillis(wait(result.retryMs())).toNanos();
    }
  }

  private void heads(Synced heads) {
    device.notebook.note(
        "synced in " + Duration.ofNanos(System.nanoTime() - askedAt).toMillis() + " ms");
    if (from == null) {
      device.friends.synced(heads.online());
    }
    heads
        .conversations()
        .forEach(head -> device.cursors.head(head.conv(), head.head(), head.received()));
    from = heads.more() ? Long.valueOf(heads.conversations().getLast().conv()) : null;
    if (from == null) {
      synced = true;
      syncAgain = false;
    }
  }

  private void page(BacklogPage page) throws DiedException {
    boolean dies = device.death() == Death.IN_SYNC && !page.entries().isEmpty();
    List<Entry> taken =
        dies ? page.entries().subList(0, (page.entries().size() + 1) / 2) : page.entries();
    for (Entry entry : taken) {
      Place place = new Place(entry.conv(), entry.seq());
      Content content = Content.of(entry);
      device.cursors.takeInOrder(place, content);
    }
    if (dies) {
      throw new DiedException(false);
    }
    page.through().forEach(cursor -> device.cursors.through(cursor.conv(), cursor.seq()));
  }

  void tick(long now) throws IOException {
    if (asked != 0) {
      if (now - askedAt > Timers.ANSWER_WITHIN.toNanos()) {
        throw new IOException("a sync was not answered");
      }
      return;
    }
    if (now - notBefore < 0) {
      return;
    }
    if (from != null) {
      ask(session.send(new Sync(0L, device.cursors.all(), null, from)));
      return;
    }
    boolean compare = device.stage() == Device.Stage.COMPARING && !comparing;
    if (!synced || syncAgain || compare) {
      sync();
      return;
    }
    List<Cursor> missing = device.cursors.missing();
    if (missing.isEmpty()) {
      device.state(comparing ? Device.State.COMPARED : Device.State.IN_STEP);
    } else {
      ask(session.send(new Backlog(missing, PAGE)));
    }
  }

  private void ask(long rid) {
    asked = rid;
    askedAt = System.nanoTime();
  }

  private static int wait(@Nullable Integer retryMs) {
    return retryMs == null ? RETRY_MS : retryMs;
  }
}
