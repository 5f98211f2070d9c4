package rookery.loadtest.thin;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rookery.loadtest.accounts.Account;
import rookery.loadtest.link.Address;
import rookery.loadtest.link.Link;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.AccountMessages.Pong;
import rookery.protocol.ClientMessage;
import rookery.protocol.ErrorCode;
import rookery.protocol.Reply;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;

/// A connection that comes up, and gives up, as the protocol tells clients to: hello, login by
/// token, then whatever is asked. One thread asks and reads; any may send or close.
final class Standing implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration HELLO = Duration.ofSeconds(1);
  private static final Duration RESUME = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /// After which a connection is dead: a ping goes out every 4 s, its answer is awaited for 2 s
  /// more.
  static final Duration SILENCE = Duration.ofSeconds(6);

  /// Above the numbers of messages, which are request ids too.
  private static final long FIRST_RID = 1_000_000_000;

  private final Link link;
  private final Consumer<ServerMessage> events;
  private long rid = FIRST_RID;

  /// The server said "try again" to a request that brings a connection up.
  static final class NotNowException extends IOException {
    private static final long serialVersionUID = 1L;
    final int retryMs;

    NotNowException(int code, @Nullable Integer retryMs) {
      super("told to try again: " + code);
      this.retryMs = retryMs == null ? 0 : retryMs;
    }
  }

  private Standing(Link link, Consumer<ServerMessage> events) {
    this.link = link;
    this.events = events;
  }

  /// @param events gets what is no answer to what is asked here, on the reading thread
  static Standing open(Address door, Account account, Consumer<ServerMessage> events)
      throws IOException {
    Link link = Link.open(door, CONNECT);
    try {
      Standing standing = new Standing(link, events);
      ServerMessage _ = standing.ask(new Ping(), HELLO);
      ServerMessage _ = standing.ask(account.login(), RESUME);
      return standing;
    } catch (IOException e) {
      link.close();
      throw e;
    }
  }

  /// Asks for data.
  <T extends Reply> T ask(ClientMessage request, Class<T> type) throws IOException {
    if (ask(request, ANSWER) instanceof Result result && result.data() != null) {
      return type.cast(result.data());
    }
    throw new IOException("no data came with the answer to " + request.msgid());
  }

  private ServerMessage ask(ClientMessage request, Duration within) throws IOException {
    long asked = ++rid;
    link.readWithin(within);
    link.send(request, asked);
    while (true) {
      ServerMessage message =
          link.read().orElseThrow(() -> new IOException("the server closed the connection"));
      Answer answer = Answer.of(message);
      if (!Objects.equals(answer.rid, asked)) {
        events.accept(message);
      } else if (answer.code == ErrorCode.OK) {
        return message;
      } else if (ErrorCode.mayBeRepeated(answer.code)) {
        throw new NotNowException(answer.code, answer.retryMs);
      } else {
        throw new IOException("refused: " + answer.code);
      }
    }
  }

  private record Answer(@Nullable Long rid, int code, @Nullable Integer retryMs) {
    static Answer of(ServerMessage message) {
      return switch (message) {
        case Pong m -> new Answer(m.rid(), ErrorCode.OK, null);
        case LoggedIn m -> new Answer(m.rid(), m.code(), m.retryMs());
        case Result m -> new Answer(m.rid(), m.code(), m.retryMs());
        default -> new Answer(null, ErrorCode.OK, null);
      };
    }
  }

  /// Reads until the connection ends.
  ///
  /// @param silence after which it is given up; zero for never
  void listen(Duration silence) throws IOException {
    link.readWithin(silence);
    while (true) {
      events.accept(
          link.read().orElseThrow(() -> new IOException("the server closed the connection")));
    }
  }

  /// The end of the connection is seen by its reader.
  void send(ClientMessage message, @Nullable Long number) {
    try {
      link.send(message, number);
    } catch (IOException _) {
      link.close();
    }
  }

  @Override
  public void close() {
    link.close();
  }
}
