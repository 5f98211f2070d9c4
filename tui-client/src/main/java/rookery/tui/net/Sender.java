package rookery.tui.net;

import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rookery.protocol.ChatMessages.Drop;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ClientMessage;
import rookery.protocol.ErrorCode;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;

/// Brings the [Outbox] to whatever connection there is.
///
/// Its lock guards the outbox and is never held while something is sent or told; one thread of its
/// own sends, so the order is that of the outbox.
final class Sender {
  private final Object lock = new Object();
  private final Outbox outbox = new Outbox();
  private final Consumer<ClientEvent> events;
  private final Thread thread = Thread.ofVirtual().name("client-outbox").unstarted(this::run);
  private @Nullable Connection connection;
  private boolean stopped;

  Sender(Consumer<ClientEvent> events) {
    this.events = events;
  }

  void start() {
    thread.start();
  }

  void stop() {
    synchronized (lock) {
      stopped = true;
      lock.notifyAll();
    }
  }

  /// Takes a text.
  ///
  /// @return false when there is no room
  boolean add(ClientMessage.Repeatable text) {
    synchronized (lock) {
      boolean taken = outbox.add(text);
      lock.notifyAll();
      return taken;
    }
  }

  /// Texts go out on this connection from now on; its sync is answered.
  void connected(Connection to) {
    synchronized (lock) {
      connection = to;
      lock.notifyAll();
    }
  }

  void disconnected() {
    synchronized (lock) {
      connection = null;
      outbox.disconnected();
    }
  }

  /// Gives a text up, at the server too where it may wait for its repeat.
  void drop(String cmid) {
    ClientMessage.Repeatable dropped;
    Connection to;
    synchronized (lock) {
      dropped = outbox.remove(cmid);
      to = connection;
      lock.notifyAll();
    }
    if (to == null || dropped == null) {
      return;
    }
    switch (dropped) {
      case SendDirect direct -> to.ask(new Drop(cmid, direct.to(), null), _ -> {});
      case SendGroup group -> to.ask(new Drop(cmid, null, group.groupid()), _ -> {});
      default -> throw new IllegalStateException("no text: " + dropped);
    }
  }

  private void run() {
    try {
      while (true) {
        List<ClientMessage.Repeatable> due;
        Connection to;
        synchronized (lock) {
          due = awaitDue();
          to = connection;
        }
        if (to == null) {
          return;
        }
        for (ClientMessage.Repeatable text : due) {
          to.ask((ClientMessage) text, answer -> answered(to, text, answer));
        }
      }
    } catch (InterruptedException _) {
      // Nobody interrupts this thread but to end it.
    }
  }

  /// Called with the lock; empty only when stopped.
  private List<ClientMessage.Repeatable> awaitDue() throws InterruptedException {
    while (!stopped) {
      long now = System.nanoTime();
      List<ClientMessage.Repeatable> due = connection == null ? List.of() : outbox.due(now);
      if (!due.isEmpty()) {
        return due;
      }
      OptionalLong wait = connection == null ? OptionalLong.empty() : outbox.nextDue(now);
      if (wait.isPresent()) {
        lock.wait(wait.getAsLong() / 1_000_000 + 1);
      } else {
        lock.wait();
      }
    }
    connection = null;
    return List.of();
  }

  private void answered(Connection from, ClientMessage.Repeatable text, ServerMessage answer) {
    if (!(answer instanceof Result result)) {
      return;
    }
    ClientMessage.Repeatable settled;
    synchronized (lock) {
      // What an older connection left behind says nothing about the repeat on this one.
      settled =
          from == connection || !ErrorCode.mayBeRepeated(result.code())
              ? outbox.answered(text.cmid(), result, System.nanoTime())
              : null;
      lock.notifyAll();
    }
    if (settled == null) {
      return;
    }
    if (result.code() == ErrorCode.OK && result.data() instanceof Stored stored) {
      events.accept(new ClientEvent.Acked(settled, stored));
    } else {
      String sentence = result.errmsg();
      events.accept(
          new ClientEvent.Rejected(settled, result.code(), sentence == null ? "" : sentence));
    }
  }
}
