package rookery.server.chat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import rookery.server.chat.CursorStore.Received;
import rookery.server.log.EntryReader;
import rookery.server.log.StoreException;
import rookery.server.session.Session;

/// Received cursors of the sessions here, written behind: what a crash takes back comes again, and
/// a client knows it by its sequence. Thread-safe.
public final class Cursors implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Cursors.class.getName());

  /// How far the record's copy may lag, in ms.
  private static final long FLUSH_MS = 2_000;

  /// Rows in one write, and what one device has beyond.
  private static final int BATCH = 500;

  private record Device(int user, String id) {
    static Device of(Session session) {
      return new Device(session.user(), session.device());
    }
  }

  private final CursorStore store;
  private final EntryReader reader;
  private final Receipts receipts;
  private final Map<Device, Map<Long, Long>> dirty = new ConcurrentHashMap<>(); // by conversation
  private final Thread flusher;

  /// @param receipts told of what was written
  public Cursors(CursorStore store, EntryReader reader, Receipts receipts) {
    this.store = store;
    this.reader = reader;
    this.receipts = receipts;
    this.flusher = Thread.ofVirtual().name("cursor-flush").unstarted(this::flushForEver);
  }

  public void start() {
    flusher.start();
  }

  /// A device has all entries up to `seq`; past the user's head is taken for the head. Blocks on
  /// the store.
  public void received(Session session, long conversation, long seq) {
    long head = reader.head(conversation, session.user());
    if (head > 0) {
      moved(session, conversation, Math.min(seq, head));
    }
  }

  /// An entry was written to a client that cannot confirm. Does not block.
  public void written(Session session, long conversation, long seq) {
    moved(session, conversation, seq);
  }

  /// Writes what is dirty of a session that ends. What the store does not take now is tried again
  /// later.
  public void flush(Session session) {
    flush(List.of(Device.of(session)));
  }

  @Override
  public void close() {
    flusher.interrupt();
    flush(List.copyOf(dirty.keySet()));
  }

  private void moved(Session session, long conversation, long seq) {
    moved(Device.of(session), conversation, seq);
  }

  /// The only place where a device's cursors change: who has taken them out has them alone.
  private void moved(Device device, long conversation, long seq) {
    dirty.compute(
        device,
        (_, known) -> {
          Map<Long, Long> cursors = known == null ? new HashMap<>() : known;
          cursors.merge(conversation, seq, Math::max);
          return cursors;
        });
  }

  private void flushForEver() {
    try {
      while (true) {
        Thread.sleep(FLUSH_MS);
        flush(List.copyOf(dirty.keySet()));
      }
    } catch (InterruptedException _) {
      // The end: close() writes the rest.
    }
  }

  private void flush(Collection<Device> devices) {
    List<Received> batch = new ArrayList<>();
    for (Device device : devices) {
      Map<Long, Long> cursors = dirty.remove(device);
      if (cursors != null) {
        cursors.forEach((conversation, seq) ->
            batch.add(new Received(device.user, device.id, conversation, seq)));
      }
      if (batch.size() >= BATCH) {
        write(batch);
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      write(batch);
    }
  }

  private void write(List<Received> batch) {
    try {
      store.received(batch);
    } catch (StoreException e) {
      LOG.log(Level.WARNING, batch.size() + " cursors are not written yet: " + e.getMessage());
      batch.forEach(cursor ->
          moved(new Device(cursor.user(), cursor.device()), cursor.conversation(), cursor.seq()));
      return;
    }
    receipts.received(batch);
  }
}
