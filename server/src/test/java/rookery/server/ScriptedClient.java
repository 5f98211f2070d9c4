package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Register;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.Bounds;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ClientMessage;
import rookery.protocol.Entry;
import rookery.protocol.ProtocolException;
import rookery.protocol.Reply;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;
import rookery.protocol.codec.Framer;
import rookery.protocol.codec.Version2;

/// A client of version 2 that does what a scenario says, over TCP or WebSocket.
final class ScriptedClient implements AutoCloseable {
  private static final long PATIENCE_MS = 10_000;

  /// A way to the server.
  interface Line extends AutoCloseable {
    void send(String text) throws IOException;

    @Override
    void close();
  }

  final LinkedBlockingQueue<ServerMessage> inbox = new LinkedBlockingQueue<>();
  private final List<ServerMessage> aside = new ArrayList<>();
  private final AtomicLong rids = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final Line line;
  int id;
  String token = "";

  /// The connection is gone.
  volatile boolean over;

  private ScriptedClient(Function<ScriptedClient, Line> connect) {
    line = connect.apply(this);
  }

  static ScriptedClient tcp(int port) {
    return new ScriptedClient(client -> new Tcp(port, client));
  }

  static ScriptedClient webSocket(int port) {
    return webSocket(port, Duration.ofMillis(PATIENCE_MS));
  }

  /// @param handshake how long it waits for the connection, which then fails
  static ScriptedClient webSocket(int port, Duration handshake) {
    return new ScriptedClient(client -> new Ws(port, client, handshake));
  }

  /// Whether a node lets somebody in, as one does that has its database; another says goodbye.
  static boolean letsIn(int port, String name) {
    try (ScriptedClient client = tcp(port)) {
      client.send(new Login(null, name, "password of " + name, null, device(name)), 1);
      ServerMessage answer =
          client.await(message -> message instanceof LoggedIn || message instanceof Bye);
      return answer instanceof LoggedIn ack && ack.code() == 0;
    }
  }

  /// Sends, and waits for the answer with its request id.
  ServerMessage ask(ClientMessage message) {
    long rid = rids.incrementAndGet();
    send(message, rid);
    return await(answer ->
        switch (answer) {
          case Result result -> Optional.ofNullable(result.rid()).equals(Optional.of(rid));
          case LoggedIn loggedIn -> Optional.ofNullable(loggedIn.rid()).equals(Optional.of(rid));
          case Registered registered ->
              Optional.ofNullable(registered.rid()).equals(Optional.of(rid));
          default -> false;
        });
  }

  /// Sends without waiting.
  void send(ClientMessage message, long rid) {
    sendText(Version2.write(message, rid));
  }

  /// Sends what a well-behaved client would not.
  void sendText(String text) {
    try {
      line.send(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Sends without waiting; false when the connection is gone.
  boolean trySend(ClientMessage message, long rid) {
    try {
      line.send(Version2.write(message, rid));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// The answer to what was sent without waiting.
  Result result(long rid) {
    return (Result)
        await(m -> m instanceof Result result && Long.valueOf(rid).equals(result.rid()));
  }

  Result result(ClientMessage message) {
    return (Result) ask(message);
  }

  /// The reply of a request that must succeed.
  <T extends Reply> T reply(ClientMessage message, Class<T> type) {
    Result result = result(message);
    assertThat(result.code()).as(String.valueOf(result.errmsg())).isZero();
    return type.cast(result.data());
  }

  ScriptedClient register(String name) {
    Registered registered = (Registered) ask(new Register(name, "password of " + name));
    assertThat(registered.code()).as(String.valueOf(registered.errmsg())).isZero();
    return login(name);
  }

  ScriptedClient login(String name) {
    return login(name, device(name));
  }

  /// The device that a name logs in from unless told otherwise.
  static String device(String name) {
    return "d-" + Integer.toHexString(name.hashCode());
  }

  ScriptedClient login(String name, String device) {
    LoggedIn ack = (LoggedIn) ask(new Login(null, name, "password of " + name, null, device));
    assertThat(ack.code()).as(String.valueOf(ack.errmsg())).isZero();
    id = ack.id();
    token = String.valueOf(ack.token());
    return this;
  }

  Stored say(int to, String cmid, String text) {
    return reply(new SendDirect(cmid, to, text), Stored.class);
  }

  Stored sayToGroup(int group, String cmid, String text) {
    return reply(new SendGroup(cmid, group, text), Stored.class);
  }

  /// Waits for a message of this type, leaving others for later.
  <T extends ServerMessage> T await(Class<T> type) {
    return type.cast(await(type::isInstance));
  }

  /// A message that has come already and was not awaited; it is taken away.
  Optional<ServerMessage> taken(Predicate<ServerMessage> wanted) {
    Optional<ServerMessage> found = aside.stream().filter(wanted).findFirst();
    found.ifPresent(aside::remove);
    return found;
  }

  /// Bytes that have come so far; by TCP only.
  long bytes() {
    return bytes.get();
  }

  /// Whether a message of this type has come and was not awaited.
  boolean heard(Class<? extends ServerMessage> type) {
    return aside.stream().anyMatch(type::isInstance) || inbox.stream().anyMatch(type::isInstance);
  }

  Entry awaitEntry(long conversation, long seq) {
    return (Entry)
        await(m -> m instanceof Entry entry && entry.conv() == conversation && entry.seq() == seq);
  }

  ServerMessage await(Predicate<ServerMessage> wanted) {
    for (ServerMessage early : aside) {
      if (wanted.test(early)) {
        aside.remove(early);
        return early;
      }
    }
    try {
      long deadline = System.currentTimeMillis() + PATIENCE_MS;
      while (true) {
        ServerMessage next =
            inbox.poll(deadline - System.currentTimeMillis(), TimeUnit.MILLISECONDS);
        assertThat(next).as("a message in time; aside are " + aside).isNotNull();
        if (wanted.test(next)) {
          return next;
        }
        aside.add(next);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    line.close();
  }

  private static final class Tcp implements Line {
    private final Socket socket;

    Tcp(int port, ScriptedClient client) {
      try {
        socket = new Socket("127.0.0.1", port);
        socket.setTcpNoDelay(true);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Thread.ofVirtual().start(() -> read(client));
    }

    private void read(ScriptedClient client) {
      Framer framer = new Framer(Bounds.SERVER_FRAME_BYTES);
      byte[] bytes = new byte[8_192];
      try {
        for (int n = socket.getInputStream().read(bytes);
            n > 0;
            n = socket.getInputStream().read(bytes)) {
          client.bytes.addAndGet(n);
          framer.feed(bytes, 0, n);
          for (Optional<String> frame = framer.next(); frame.isPresent(); frame = framer.next()) {
            client.inbox.add(Version2.fromServer(frame.get()));
          }
        }
      } catch (ProtocolException e) {
        throw new AssertionError("the server sent what is no message", e);
      } catch (IOException _) {
        // Closed: by the test, or by the server, which the test then misses an answer from.
      } finally {
        client.over = true;
      }
    }

    @Override
    public void send(String text) throws IOException {
      socket.getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Ws implements Line {
    private final HttpClient http = HttpClient.newHttpClient();
    private final WebSocket socket;

    Ws(int port, ScriptedClient client, Duration handshake) {
      StringBuilder text = new StringBuilder();
      socket =
          http.newWebSocketBuilder()
              .connectTimeout(handshake)
              .buildAsync(
                  URI.create("ws://127.0.0.1:" + port + "/ws"),
                  new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(
                        WebSocket webSocket, CharSequence data, boolean last) {
                      text.append(data);
                      if (last) {
                        client.inbox.add(Version2.fromServer(text.toString()));
                        text.setLength(0);
                      }
                      webSocket.request(1);
                      return null;
                    }

                    @Override
                    public CompletionStage<?> onClose(
                        WebSocket webSocket, int code, String reason) {
                      client.over = true;
                      return null;
                    }

                    @Override
                    public void onError(WebSocket webSocket, Throwable error) {
                      client.over = true;
                    }
                  })
              .join();
    }

    @Override
    public void send(String text) throws IOException {
      try {
        socket.sendText(text, true).join();
      } catch (CompletionException e) {
        throw new IOException(e.getCause());
      }
    }

    @Override
    public void close() {
      socket.abort();
      http.close();
    }
  }
}
