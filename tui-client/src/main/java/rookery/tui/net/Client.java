package rookery.tui.net;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.ClientMessage;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;

/// One identity, kept connected for ever: connects, signs in, watches for silence, comes back.
///
/// What happens is told to one consumer of [ClientEvent], on threads of this class, one event at a
/// time for each connection; it may block, and then the server is not read. All methods may be
/// called from any thread. Who uses it sends a [Sync] after each [ClientEvent.Connected]: only when
/// that is answered, texts of the outbox go out on the new connection, those of before first.
public final class Client implements AutoCloseable {
  private final Address address;
  private final Timers timers;
  private final Consumer<ClientEvent> events;
  private final SignIn signIn;
  private final Sender sender;
  private final Backoff backoff;
  private final Requests requests;
  private final Object waitLock = new Object();
  private final Thread thread = Thread.ofVirtual().name("client-connect").unstarted(this::run);
  private volatile @Nullable Connection connection;
  private volatile boolean closed;
  private boolean hurry;

  /// @param device chosen once at random for this place and kept
  public Client(
      Address address,
      Timers timers,
      String device,
      Credentials credentials,
      Consumer<ClientEvent> events) {
    this.address = address;
    this.timers = timers;
    this.events = events;
    this.signIn = new SignIn(timers, device, credentials);
    this.sender = new Sender(events);
    this.requests = new Requests(() -> connection, events, sender::connected);
    this.backoff = new Backoff(timers, ThreadLocalRandom.current());
  }

  /// Begins; call once.
  public void start() {
    sender.start();
    thread.start();
  }

  /// Puts a text into the outbox, from which it goes as soon and as often as needed until
  /// [ClientEvent.Acked] or [ClientEvent.Rejected] tells of it.
  ///
  /// @param text a `SendDirect` or `SendGroup`
  /// @return false when the outbox is full
  public boolean send(ClientMessage.Repeatable text) {
    return sender.add(text);
  }

  /// Gives up a text that is still in the outbox.
  public void drop(String cmid) {
    sender.drop(cmid);
  }

  /// Sends what is not answered; lost when there is no connection.
  public void tell(ClientMessage message) {
    Connection now = connection;
    if (now != null) {
      now.tell(message);
    }
  }

  /// Sends a request; its answer comes as [ClientEvent.Answered], a 503 of our own when there is
  /// none. What the server refuses with 429 or 503 is repeated for some seconds on the same
  /// connection.
  ///
  /// @return the ticket of the answer
  public long ask(ClientMessage request) {
    return requests.ask(request);
  }

  /// Sends a request and waits for its answer; not for the thread that takes the events.
  public Result call(ClientMessage request) throws InterruptedException {
    return requests.call(request);
  }

  /// Does not wait any longer before the next try.
  public void hurry() {
    synchronized (waitLock) {
      hurry = true;
      waitLock.notifyAll();
    }
  }

  /// Sends what can still be sent, and ends; no events come after it but those on their way.
  @Override
  public void close() {
    closed = true;
    Connection now = connection;
    if (now != null) {
      now.close();
    }
    sender.stop();
    thread.interrupt();
  }

  private void run() {
    try {
      while (!closed) {
        Ending ending = live();
        connection = null;
        sender.disconnected();
        if (ending == null || closed) {
          break;
        }
        Duration wait = ending.comeBack() == null ? backoff.next() : ending.comeBack();
        events.accept(new ClientEvent.Reconnecting(wait, ending.why()));
        pause(wait);
      }
    } catch (InterruptedException _) {
      // close() was called.
    }
    sender.stop();
  }

  /// One connection from its beginning to its end; null when there shall be no other.
  private @Nullable Ending live() throws InterruptedException {
    try (Connection open = new Connection(Wire.open(address, timers), timers, this::came)) {
      open.start();
      open.call(new Ping(), timers.helloWithin(), _ -> {});
      ClientEvent.Refused refused = signIn.on(open, ack -> signedIn(open, ack));
      if (refused != null) {
        events.accept(refused);
        return null;
      }
      return open.awaitEnd();
    } catch (SignIn.TryAgainException e) {
      return new Ending(e.sentence(), e.pause(backoff.next()));
    } catch (IOException e) {
      return new Ending(Why.sentence(e));
    }
  }

  /// On the reader's thread, before anything that came after it.
  private void signedIn(Connection open, LoggedIn ack) {
    backoff.reset();
    connection = open;
    Integer id = ack.id();
    String name = ack.name();
    events.accept(
        new ClientEvent.Connected(id == null ? 0 : id, name == null ? "" : name, ack.token()));
  }

  private void came(ServerMessage message) {
    events.accept(new ClientEvent.Came(message));
  }

  private void pause(Duration wait) throws InterruptedException {
    long until = System.nanoTime() + wait.toNanos();
    synchronized (waitLock) {
      for (long left = wait.toNanos(); left > 0 && !hurry; left = until - System.nanoTime()) {
        waitLock.wait(left / 1_000_000 + 1);
      }
      hurry = false;
    }
  }
}
