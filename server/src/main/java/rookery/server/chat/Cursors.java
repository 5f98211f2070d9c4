package rookery.server.chat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
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

  /// Rows in one write.
  private static final int BATCH = 500;

  private record Key(int user, String device, long conversation) {}

  private final CursorStore store;
  private final EntryReader reader;
  private final Receipts receipts;
  private final Map<Key, Long> dirty = new ConcurrentHashMap<>();
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
    flush(key -> key.user == session.user() && key.device.equals(session.device()));
  }

  @Override
  public void close() {
    flusher.interrupt();
    flush(_ -> true);
  }

  private void moved(Session session, long conversation, long seq) {
    dirty.merge(new Key(session.user(), session.device(), conversation), seq, Math::max);
  }

  private void flushForEver() {
    try {
      while (true) {
        Thread.sleep(FLUSH_MS);
        flush(_ -> true);
      }
    } catch (InterruptedException _) {
      // The end: close() writes the rest.
    }
  }

  private void flush(Predicate<Key> which) {
    List<Received> batch = new ArrayList<>();
    for (Map.Entry<Key, Long> cursor : dirty.entrySet()) {
      Key key = cursor.getKey();
      Long seq = cursor.getValue();
      if (which.test(key) && dirty.remove(key, seq)) {
        batch.add(new Received(key.user, key.device, key.conversation, seq));
      }
      if (batch.size() == BATCH) {
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
          dirty.merge(
              new Key(cursor.user(), cursor.device(), cursor.conversation()),
              cursor.seq(),
              Math::max));
      return;
    }
    receipts.received(batch);
  }
}
