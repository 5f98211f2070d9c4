package rookery.server.chat;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ErrorCode;
import rookery.protocol.Reply;
import rookery.server.dispatch.Answer;
import rookery.server.dispatch.RefusedException;
import rookery.server.log.StoreException;
import rookery.server.session.Connection;

/// The classic form has no word for "try again": its texts are kept, and its connection unread,
/// until they are stored or refused for good.
final class ClassicPatience {
  private static final int RETRY_MS = 500;

  private sealed interface Told {
    record Done(@Nullable Reply reply) implements Told {}

    record Refused(RefusedException refusal) implements Told {}
  }

  private ClassicPatience() {}

  /// Sends until the outcome is final, on the reader's thread.
  ///
  /// @param from who waits; not once he was sent to another node
  /// @param send one try; its answer comes once
  /// @throws RefusedException refused for good
  static void send(Connection from, Consumer<Answer> send, Answer answer) {
    try {
      while (!from.sentAway()) {
        switch (once(send)) {
          case Told.Done(Reply reply) -> {
            answer.done(reply);
            return;
          }
          case Told.Refused(RefusedException refusal) -> {
            if (!ErrorCode.mayBeRepeated(refusal.code())) {
              throw refusal;
            }
            Thread.sleep(refusal.retryMs() == null ? RETRY_MS : refusal.retryMs());
          }
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the connection is being closed
    }
  }

  private static Told once(Consumer<Answer> send) throws InterruptedException {
    BlockingQueue<Told> told = new ArrayBlockingQueue<>(1);
    Answer answer =
        new Answer() {
          @Override
          public void done(@Nullable Reply reply) {
            told.add(new Told.Done(reply));
          }

          @Override
          public void refused(RefusedException refusal) {
            told.add(new Told.Refused(refusal));
          }
        };
    try {
      send.accept(answer);
    } catch (StoreException.Unavailable | StoreException.Retry _) {
      return new Told.Refused(RefusedException.tryAgain());
    }
    return told.take();
  }
}
