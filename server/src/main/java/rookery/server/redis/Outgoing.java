package rookery.server.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import rookery.protocol.codec.Frame;
import rookery.server.log.Committed.Item;

/// What waits to be published, in order. Bounded in number and in size: what does not fit is let
/// go, and receivers learn of it by the numbers of the frames. Thread-safe.
final class Outgoing {
  private static final int ITEMS = 4_000;

  /// Characters of all texts.
  private static final int CHARS = 8 << 20;

  /// One thing to publish.
  sealed interface Out {
    /// What a lane committed in one go.
    record Batch(List<Sent> entries) implements Out {}

    /// An event for the sessions of some users.
    record Tell(List<Integer> users, Frame event) implements Out {}

    /// Something for all nodes.
    record Word(byte[] lines) implements Out {}

    /// Nothing follows.
    record End() implements Out {}

    private int chars() {
      return switch (this) {
        case Batch(List<Sent> entries) ->
            entries.stream().mapToInt(sent -> 200 + sent.item().entry().body().length()).sum();
        case Tell _, End _ -> 200;
        case Word(byte[] lines) -> lines.length;
      };
    }
  }

  record Sent(Item item, Frame frame) {}

  private final LinkedBlockingQueue<Out> queue = new LinkedBlockingQueue<>(ITEMS);
  private final AtomicInteger chars = new AtomicInteger();

  /// @return false when it was let go
  boolean offer(Out out) {
    if (chars.get() > CHARS || !queue.offer(out)) {
      return false;
    }
    chars.addAndGet(out.chars());
    return true;
  }

  /// Waits for something, and takes what there is.
  List<Out> take(int atMost) throws InterruptedException {
    List<Out> taken = new ArrayList<>();
    taken.add(queue.take());
    queue.drainTo(taken, atMost - 1);
    taken.forEach(out -> chars.addAndGet(-out.chars()));
    return taken;
  }

  int size() {
    return queue.size();
  }
}
