package rookery.tui.net;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Register;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.ErrorCode;
import rookery.protocol.ProtocolException;
import rookery.protocol.Result;
import rookery.protocol.ServerMessage;

/// Says who we are: registers where that was asked for, then logs in, by password the first time
/// and by the token of this device from then on. The password is forgotten as soon as there is a
/// token.
///
/// Used by one thread.
final class SignIn {
  private final Timers timers;
  private final String device;
  private Credentials credentials;
  private boolean registeredMaybe;

  /// The server cannot take a login now.
  static final class TryAgainException extends IOException {
    private static final long serialVersionUID = 1L;
    private final @Nullable Integer retryMs;
    private final String sentence;

    TryAgainException(@Nullable String sentence, @Nullable Integer retryMs) {
      super(sentence);
      this.sentence = sentence == null ? "The server cannot take a login now." : sentence;
      this.retryMs = retryMs;
    }

    String sentence() {
      return sentence;
    }

    /// What the server asked for, or ours where that is longer.
    Duration pause(Duration ours) {
      Duration theirs = Duration.ofMillis(retryMs == null ? 0 : retryMs);
      return theirs.compareTo(ours) < 0 ? ours : theirs;
    }
  }

  SignIn(Timers timers, String device, Credentials credentials) {
    this.timers = timers;
    this.device = device;
    this.credentials = credentials;
  }

  /// @param signedIn gets the ack on the reader's thread
  /// @return the refusal; null when signed in
  ClientEvent.@Nullable Refused on(Connection connection, Consumer<LoggedIn> signedIn)
      throws IOException, InterruptedException {
    try {
      ClientEvent.Refused refused = register(connection);
      return refused != null ? refused : login(connection, signedIn);
    } catch (ProtocolException e) {
      // Our own records refuse what the server would: a name too long, a password too short.
      return new ClientEvent.Refused(e.code(), String.valueOf(e.getMessage()), false);
    }
  }

  private ClientEvent.@Nullable Refused register(Connection connection)
      throws IOException, InterruptedException {
    if (!(credentials instanceof Credentials.ByPassword wish) || !wish.register()) {
      return null;
    }
    boolean repeated = registeredMaybe;
    var request = new Register(wish.name(), wish.password());
    registeredMaybe = true;
    ServerMessage answer = connection.call(request, timers.loginWithin(), _ -> {});
    int code = code(answer);
    checkTryAgain(code, answer);
    if (code == ErrorCode.OK || code == ErrorCode.CONFLICT && repeated) {
      // The name may be ours from the try whose answer was lost: the login will tell.
      credentials = new Credentials.ByPassword(wish.name().strip(), wish.password(), false);
      return null;
    }
    registeredMaybe = false;
    return new ClientEvent.Refused(code, sentence(answer), false);
  }

  private ClientEvent.@Nullable Refused login(Connection connection, Consumer<LoggedIn> signedIn)
      throws IOException, InterruptedException {
    boolean byToken = credentials instanceof Credentials.ByToken;
    ServerMessage answer =
        connection.call(
            request(),
            byToken ? timers.resumeWithin() : timers.loginWithin(),
            ack -> {
              if (ack instanceof LoggedIn good && good.code() == ErrorCode.OK) {
                signedIn.accept(good);
              }
            });
    int code = code(answer);
    checkTryAgain(code, answer);
    if (code != ErrorCode.OK) {
      return new ClientEvent.Refused(code, sentence(answer), byToken);
    }
    if (answer instanceof LoggedIn ack && ack.token() != null) {
      credentials = new Credentials.ByToken(ack.token());
    }
    return null;
  }

  private Login request() {
    return switch (credentials) {
      case Credentials.ByToken known -> new Login(null, null, null, known.token(), device);
      case Credentials.ByPassword typed -> {
        String name = typed.name().strip();
        boolean id =
            !name.isEmpty()
                && name.length() < 10
                && name.chars().allMatch(c -> c >= '0' && c <= '9');
        yield id
            ? new Login(Integer.valueOf(name), null, typed.password(), null, device)
            : new Login(null, name, typed.password(), null, device);
      }
    };
  }

  private static void checkTryAgain(int code, ServerMessage answer) throws TryAgainException {
    if (ErrorCode.mayBeRepeated(code)) {
      throw new TryAgainException(sentence(answer), retryMs(answer));
    }
  }

  private static int code(ServerMessage answer) {
    return switch (answer) {
      case LoggedIn ack -> ack.code();
      case Registered ack -> ack.code();
      case Result result -> result.code();
      default -> ErrorCode.INTERNAL;
    };
  }

  private static String sentence(ServerMessage answer) {
    String text =
        switch (answer) {
          case LoggedIn ack -> ack.errmsg();
          case Registered ack -> ack.errmsg();
          case Result result -> result.errmsg();
          default -> null;
        };
    return text == null ? "The server refused without a word." : text;
  }

  private static @Nullable Integer retryMs(ServerMessage answer) {
    return switch (answer) {
      case LoggedIn ack -> ack.retryMs();
      case Registered ack -> ack.retryMs();
      case Result result -> result.retryMs();
      default -> null;
    };
  }
}
