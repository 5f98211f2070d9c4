package rookery.loadtest.link;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.AccountMessages.Register;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.ClientMessage;
import rookery.protocol.ErrorCode;
import rookery.protocol.Reply;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;

/// A client that asks one thing at a time and waits for the answer; what comes besides is dropped.
/// Used by one thread.
public final class Caller implements AutoCloseable {
  private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);
  private static final Duration PING_EVERY = Duration.ofSeconds(5);
  private static final int TRIES = 20;

  private final Link link;
  private long rids;

  private Caller(Link link) {
    this.link = link;
  }

  public static Caller open(Address address) throws IOException {
    Link link = Link.open(address, CONNECT_WITHIN);
    link.readWithin(ANSWER_WITHIN);
    Caller caller = new Caller(link);
    Thread.ofVirtual().name("caller-ping").start(caller::keepAlive);
    return caller;
  }

  /// The server cuts who is silent, and a caller may have to wait for others.
  private void keepAlive() {
    try {
      while (true) {
        Thread.sleep(PING_EVERY);
        link.send(new Ping(), null);
      }
    } catch (IOException _) {
      // It is closed.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Makes an account.
  ///
  /// @return its id
  /// @throws RefusedException 409 when the name is taken
  public int register(String name, String password) throws IOException, InterruptedException {
    if (ask(new Register(name, password)) instanceof Registered ack && ack.id() != null) {
      return ack.id();
    }
    throw new IOException("no id came with the registration");
  }

  /// Signs in.
  public LoggedIn login(Login login) throws IOException, InterruptedException {
    if (ask(login) instanceof LoggedIn ack) {
      return ack;
    }
    throw new IOException("another answer came to the login");
  }

  /// Sends a request whose answer carries data.
  public <T extends Reply> T reply(ClientMessage request, Class<T> type)
      throws IOException, InterruptedException {
    if (ask(request) instanceof Result result && result.data() != null) {
      return type.cast(result.data());
    }
    throw new IOException("no data came with the answer to " + request.msgid());
  }

  /// Sends a request until its answer is not "try again".
  ///
  /// @throws RefusedException when the answer is an error
  public ServerMessage ask(ClientMessage request) throws IOException, InterruptedException {
    for (int i = 1; ; i++) {
      ServerMessage answer = once(request);
      Outcome outcome = Outcome.of(answer);
      if (outcome.code == ErrorCode.OK) {
        return answer;
      }
      if (!ErrorCode.mayBeRepeated(outcome.code) || i == TRIES) {
        throw new RefusedException(outcome.code, String.valueOf(outcome.errmsg));
      }
      Thread.sleep(Duration.ofMillis(outcome.retryMs));
    }
  }

  private ServerMessage once(ClientMessage request) throws IOException {
    long rid = ++rids;
    link.send(request, rid);
    while (true) {
      Optional<ServerMessage> answer = link.read();
      if (answer.isEmpty()) {
        throw new IOException("the server closed the connection");
      }
      if (Objects.equals(Outcome.of(answer.get()).rid, rid)) {
        return answer.get();
      }
    }
  }

  @Override
  public void close() {
    link.close();
  }

  /// What all answers have in common.
  private record Outcome(@Nullable Long rid, int code, @Nullable String errmsg, int retryMs) {
    private static final int RETRY_MS = 250;

    static Outcome of(ServerMessage message) {
      return switch (message) {
        case Result m -> new Outcome(m.rid(), m.code(), m.errmsg(), wait(m.retryMs()));
        case LoggedIn m -> new Outcome(m.rid(), m.code(), m.errmsg(), wait(m.retryMs()));
        case Registered m -> new Outcome(m.rid(), m.code(), m.errmsg(), wait(m.retryMs()));
        default -> new Outcome(null, ErrorCode.OK, null, 0);
      };
    }

    private static int wait(@Nullable Integer retryMs) {
      return retryMs == null ? RETRY_MS : retryMs;
    }
  }
}
