package rookery.tui.net;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ClientMessage;
import rookery.protocol.ErrorCode;
import rookery.protocol.Result;
import rookery.protocol.SyncMessages.Sync;

/// Requests whose answer somebody waits for: each gets exactly one, whatever becomes of the
/// connection. Thread-safe; nothing is ever told on the thread that asks.
final class Requests {
  private static final int MAX_ASKED = 256;
  private static final Duration REPEAT_WITHIN = Duration.ofSeconds(10);
  private static final Duration CALL_WITHIN = REPEAT_WITHIN.multipliedBy(3);
  private static final int PAUSE_MS = 1_000;

  private final Supplier<@Nullable Connection> connection;
  private final Consumer<ClientEvent> events;
  private final Consumer<Connection> synced;
  private final AtomicLong nextTicket = new AtomicLong(1);
  private final Map<Long, ClientMessage> asked = new ConcurrentHashMap<>();
  private final Map<Long, BlockingQueue<Result>> calls = new ConcurrentHashMap<>();

  /// @param connection the signed-in one, where there is one
  /// @param synced hears of a sync that was answered, before its asker
  Requests(
      Supplier<@Nullable Connection> connection,
      Consumer<ClientEvent> events,
      Consumer<Connection> synced) {
    this.connection = connection;
    this.events = events;
    this.synced = synced;
  }

  long ask(ClientMessage request) {
    long ticket = nextTicket.getAndIncrement();
    submit(ticket, request);
    return ticket;
  }

  Result call(ClientMessage request) throws InterruptedException {
    long ticket = nextTicket.getAndIncrement();
    BlockingQueue<Result> box = new ArrayBlockingQueue<>(1);
    calls.put(ticket, box);
    submit(ticket, request);
    Result result = box.poll(CALL_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    calls.remove(ticket);
    return result == null ? failed(request, "No answer came.") : result;
  }

  private void submit(long ticket, ClientMessage request) {
    boolean room = asked.size() < MAX_ASKED;
    asked.put(ticket, request);
    if (room) {
      attempt(ticket, request, System.nanoTime() + REPEAT_WITHIN.toNanos());
    } else {
      later(Duration.ZERO, () -> answer(ticket, failed(request, "Too much is asked at once.")));
    }
  }

  private void attempt(long ticket, ClientMessage request, long until) {
    Connection now = connection.get();
    if (now == null) {
      Result lost = failed(request, "There is no connection to the server.");
      later(Duration.ZERO, () -> answer(ticket, lost));
      return;
    }
    now.ask(
        request,
        answer -> {
          Result result =
              answer instanceof Result ours ? ours : failed(request, "The answer made no sense.");
          boolean again =
              result.of() != 0
                  && ErrorCode.mayBeRepeated(result.code())
                  && System.nanoTime() - until < 0;
          if (again) {
            later(pause(result), () -> attempt(ticket, request, until));
            return;
          }
          if (request instanceof Sync && result.code() == ErrorCode.OK) {
            synced.accept(now);
          }
          answer(ticket, result);
        });
  }

  private void answer(long ticket, Result result) {
    ClientMessage request = asked.remove(ticket);
    BlockingQueue<Result> box = calls.get(ticket);
    if (box != null) {
      boolean _ = box.offer(result);
    } else if (request != null) {
      events.accept(new ClientEvent.Answered(ticket, request, result));
    }
  }

  private static Duration pause(Result refusal) {
    Integer retryMs = refusal.retryMs();
    return Duration.ofMillis(retryMs == null ? PAUSE_MS : retryMs);
  }

  private static void later(Duration pause, Runnable what) {
    Thread.ofVirtual()
        .name("client-later")
        .start(() -> {
          try {
            Thread.sleep(pause);
            what.run();
          } catch (InterruptedException _) {
            // Nobody interrupts this thread.
          }
        });
  }

  private static Result failed(ClientMessage request, String sentence) {
    return Result.error(null, request.msgid(), ErrorCode.TRY_AGAIN, sentence, null, null);
  }
}
