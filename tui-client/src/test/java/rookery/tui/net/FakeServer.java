package rookery.tui.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.AccountMessages.Pong;
import rookery.protocol.Bounds;
import rookery.protocol.ClientMessage;
import rookery.protocol.MessageType;
import rookery.protocol.Reply;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;
import rookery.protocol.codec.Framer;
import rookery.protocol.codec.Request;
import rookery.protocol.codec.Version2;

/// A server on loopback that does only what a test tells it to.
public final class FakeServer implements AutoCloseable {
  static final long DEADLINE_SECONDS = 10;

  private final ServerSocket listener;
  private final BlockingQueue<Peer> accepted = new LinkedBlockingQueue<>();
  private volatile boolean answersPings = true;

  public FakeServer() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::acceptAll);
  }

  public Address address() {
    return new Address("tcp", "127.0.0.1", listener.getLocalPort(), "", "");
  }

  public void answerPings(boolean now) {
    answersPings = now;
  }

  /// The next connection that came.
  public Peer accept() throws InterruptedException {
    Peer peer = accepted.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
    assertThat(peer).as("a connection").isNotNull();
    return peer;
  }

  /// The next connection on which somebody signs in, which he is; those before it were given up, as
  /// happens when the first greeting takes long.
  public Peer acceptLogin() throws InterruptedException {
    while (true) {
      Peer peer = accept();
      Optional<Request> first = peer.next();
      if (first.isPresent()) {
        return peer.signIn(first.get());
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    accepted.forEach(Peer::cut);
  }

  private void acceptAll() {
    try {
      while (true) {
        var peer = new Peer(listener.accept());
        accepted.add(peer);
        Thread.ofVirtual().start(peer::read);
      }
    } catch (IOException _) {
      // The test is over.
    }
  }

  /// One connection of a client.
  public final class Peer {
    private final Socket socket;
    private final BlockingQueue<Optional<Request>> requests = new LinkedBlockingQueue<>();

    private Peer(Socket socket) {
      this.socket = socket;
    }

    /// Answers a login, which must come next.
    public Peer signIn() throws InterruptedException {
      return signIn(expect(Login.class));
    }

    private Peer signIn(Request login) {
      assertThat(login.message()).isInstanceOf(Login.class);
      say(new LoggedIn(login.rid(), 0, 7, "ann", "device", "t".repeat(43), null, null));
      return this;
    }

    /// Answers a sync, which must come next.
    public Peer sync() throws InterruptedException {
      answer(
          expect(Sync.class),
          new Synced(1, 0, List.of(), List.of(), List.of(), List.of(), List.of(), false));
      return this;
    }

    /// The next request but pings; empty when the client ended the connection.
    public Optional<Request> next() throws InterruptedException {
      Optional<Request> next = requests.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("a request, or the end").isNotNull();
      return next;
    }

    /// The next request but pings, which must be of this type.
    public Request expect(Class<? extends ClientMessage> type) throws InterruptedException {
      Optional<Request> next = requests.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
      assertThat(next).as("a " + type.getSimpleName()).isNotNull();
      assertThat(next).as("a " + type.getSimpleName() + ", not the end").isPresent();
      assertThat(next.get().message()).isInstanceOf(type);
      return next.get();
    }

    /// Waits until the client has closed the connection, whatever it says before.
    public void expectEnd() throws InterruptedException {
      Optional<Request> next;
      do {
        next = requests.poll(DEADLINE_SECONDS, TimeUnit.SECONDS);
        assertThat(next).as("the end").isNotNull();
      } while (next.isPresent());
    }

    public void answer(Request request, Reply reply) {
      MessageType type = MessageType.of(request.message().getClass());
      say(Result.done(request.rid(), type, reply));
    }

    public void refuse(Request request, int code, Integer retryMs) {
      String cmid = request.message() instanceof ClientMessage.Repeatable text ? text.cmid() : null;
      say(Result.error(request.rid(), request.message().msgid(), code, "Not now.", retryMs, cmid));
    }

    public void say(ServerMessage message) {
      try {
        socket
            .getOutputStream()
            .write((Version2.write(message) + "\n").getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new AssertionError("the client is gone", e);
      }
    }

    public void cut() {
      try {
        socket.close();
      } catch (IOException _) {
        // It is gone either way.
      }
    }

    private void read() {
      var framer = new Framer(Bounds.FRAME_BYTES);
      byte[] buffer = new byte[4096];
      try {
        for (int n = socket.getInputStream().read(buffer);
            n >= 0;
            n = socket.getInputStream().read(buffer)) {
          framer.feed(buffer, 0, n);
          for (Optional<String> frame = framer.next(); frame.isPresent(); frame = framer.next()) {
            take(Request.read(frame.get(), true));
          }
        }
      } catch (IOException _) {
        // The other side of the same end.
      }
      requests.add(Optional.empty());
    }

    private void take(Request request) {
      if (request.message() instanceof Ping) {
        if (answersPings) {
          say(new Pong(request.rid(), 0, null, null, null));
        }
      } else {
        requests.add(Optional.of(request));
      }
    }
  }
}
