package rookery.server;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.AccountMessages.Pong;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.Entry;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;

/// A client of version 2 that connects again by itself and repeats what was not acked, with the
/// waits of `docs/protocol.md`, sections 10 and 13.
final class RoamingClient implements AutoCloseable {
  private static final long PONG_MS = 1_000;
  private static final long RESUMED_MS = 3_000;
  private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(4);
  private static final long DEAD_NANOS = TimeUnit.SECONDS.toNanos(6);
  private static final int AGAIN_MS = 250;
  private static final int LOOK_MS = 50;
  private static final int PAGE = 100;

  private final Supplier<ScriptedClient> door;
  private final String name;
  private final Map<Long, ConcurrentSkipListSet<Long>> seen = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<SendDirect> unsent = new ConcurrentLinkedQueue<>();
  private final Map<String, SendDirect> unacked =
      Collections.synchronizedMap(new LinkedHashMap<>());
  private final Thread thread;
  private volatile boolean closed;

  /// @param door makes the next connection
  /// @param first the one to begin with, signed in
  RoamingClient(String name, ScriptedClient first, Supplier<ScriptedClient> door) {
    this.name = name;
    this.door = door;
    this.thread = Thread.ofVirtual().start(() -> roam(first));
  }

  /// Sends in its turn, on this connection or a later one.
  void say(int to, String cmid, String text) {
    unsent.add(new SendDirect(cmid, to, text));
  }

  /// Whether all that was said is stored.
  boolean allAcked() {
    return unsent.isEmpty() && unacked.isEmpty();
  }

  /// Whether all entries of a conversation up to a sequence have come, live or by a sync.
  boolean inStep(long conversation, long from, long through) {
    return seen.getOrDefault(conversation, new ConcurrentSkipListSet<>())
            .subSet(from, true, through, true)
            .size()
        == through - from + 1;
  }

  private void roam(ScriptedClient first) {
    try {
      serve(first);
      while (!closed) {
        Thread.sleep(ThreadLocalRandom.current().nextInt(AGAIN_MS));
        try (ScriptedClient next = door.get()) {
          if (entered(next)) {
            serve(next);
          }
        } catch (UncheckedIOException | CompletionException _) {
          // Not this time.
        }
      }
    } catch (InterruptedException _) {
      // The end.
    }
  }

  private boolean entered(ScriptedClient line) throws InterruptedException {
    return line.trySend(new Ping(), 1)
        && next(line, Pong.class, PONG_MS).isPresent()
        && line.trySend(
            new Login(null, name, "password of " + name, null, ScriptedClient.device(name)), 2)
        && next(line, LoggedIn.class, RESUMED_MS).filter(ack -> ack.code() == 0).isPresent();
  }

  private <T extends ServerMessage> Optional<T> next(ScriptedClient line, Class<T> type, long ms)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    while (!line.over && System.nanoTime() < deadline) {
      ServerMessage message = line.inbox.poll(LOOK_MS, TimeUnit.MILLISECONDS);
      if (type.isInstance(message)) {
        return Optional.of(type.cast(message));
      } else if (message != null) {
        take(line, message);
      }
    }
    return Optional.empty();
  }

  /// Until the connection is lost.
  private void serve(ScriptedClient line) throws InterruptedException {
    List.copyOf(unacked.values()).forEach(message -> line.trySend(message, 10));
    boolean good = line.trySend(new Sync(0L, List.of()), 3);
    long heard = System.nanoTime();
    long asked = heard;
    while (good && !closed && !line.over) {
      ServerMessage message = line.inbox.poll(LOOK_MS, TimeUnit.MILLISECONDS);
      long now = System.nanoTime();
      if (message instanceof Bye) {
        return;
      } else if (message != null) {
        heard = now;
        good = take(line, message);
      } else if (now - heard > DEAD_NANOS) {
        return;
      } else if (now - heard > QUIET_NANOS && now - asked > QUIET_NANOS) {
        asked = now;
        good = line.trySend(new Ping(), 4);
      }
      for (SendDirect text = unsent.poll(); good && text != null; text = unsent.poll()) {
        unacked.put(text.cmid(), text);
        good = line.trySend(text, 10);
      }
    }
  }

  private boolean take(ScriptedClient line, ServerMessage message) {
    switch (message) {
      case Entry entry -> note(entry);
      case Result(_, _, _, _, _, _, Synced synced) -> {
        return synced.conversations().isEmpty() || ask(line, heads(synced));
      }
      case Result(_, _, _, _, _, _, BacklogPage page) -> {
        page.entries().forEach(this::note);
        return !page.more() || ask(line, page.through());
      }
      case Result(_, _, _, _, _, _, Stored stored) -> {
        unacked.remove(stored.cmid());
        // The sender has the ack instead of the entry.
        mark(stored.conv(), stored.seq());
      }
      // Elsewhere it may be taken.
      case Result result when result.code() != 0 -> {
        return false;
      }
      default -> {
        // Nothing that is looked at here.
      }
    }
    return true;
  }

  private static boolean ask(ScriptedClient line, List<Cursor> after) {
    return line.trySend(new Backlog(after, PAGE), 5);
  }

  /// From the beginning: what comes twice does no harm here.
  private static List<Cursor> heads(Synced synced) {
    List<Cursor> after = new ArrayList<>();
    synced.conversations().forEach(head -> after.add(new Cursor(head.conv(), 0L)));
    return after;
  }

  private void note(Entry entry) {
    mark(entry.conv(), entry.seq());
  }

  private void mark(long conversation, long seq) {
    seen.computeIfAbsent(conversation, _ -> new ConcurrentSkipListSet<>()).add(seq);
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
