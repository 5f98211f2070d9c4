package rookery.server.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import rookery.protocol.AccountMessages.ClassicLoggedIn;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Logout;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.AccountMessages.Pong;
import rookery.protocol.AccountMessages.Register;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.Bounds;
import rookery.protocol.ErrorCode;
import rookery.protocol.Names;
import rookery.protocol.Reply;
import rookery.protocol.ServerMessage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.server.account.AccountStore.Account;
import rookery.server.account.DeviceStore.TokenOwner;
import rookery.server.dispatch.Dispatcher;
import rookery.server.dispatch.RefusedException;
import rookery.server.dispatch.SlowDown;
import rookery.server.limit.Guesses;
import rookery.server.limit.Guesses.Guess;
import rookery.server.limit.LoginLimits;
import rookery.server.presence.Presence;
import rookery.server.roster.RosterVersions;
import rookery.server.session.Connection;
import rookery.server.session.Session;

/// Registration, login, logout, and signs of life.
public final class AccountHandlers {
  /// A token is renewed at most so often.
  private static final Duration TOKEN_AGE = Duration.ofHours(24);

  /// How exactly it is known when a device was seen: a resume writes nothing more often.
  private static final Duration SEEN_WITHIN = Duration.ofHours(1);

  private static final Duration LOGOUT_WAIT = Duration.ofSeconds(2);

  /// Under which a user's classic connections are known.
  static final String CLASSIC_DEVICE = "classic";

  private static final int ERRNO_LIVE = 2;

  private static final int NOBODY = 0;

  /// After that, those of a user's connections that are dead have been cut.
  private static final int FULL_RETRY_MS = 15_000;

  private final AccountStore store;
  private final DeviceStore devices;
  private final Passwords passwords;
  private final Admission admission;
  private final Tokens tokens;
  private final Presence presence;
  private final ClassicLogin classicLogin;
  private final RosterVersions versions;
  private final Clock clock;
  private final LoginLimits limits;
  private final Guesses guesses;
  private final IntPredicate everywhere;

  /// @param everywhere whether a user has as many sessions as he may
  public AccountHandlers(
      AccountStore store,
      DeviceStore devices,
      Passwords passwords,
      Admission admission,
      Tokens tokens,
      Presence presence,
      ClassicLogin classicLogin,
      RosterVersions versions,
      Clock clock,
      LoginLimits limits,
      Guesses guesses,
      IntPredicate everywhere) {
    this.store = store;
    this.devices = devices;
    this.passwords = passwords;
    this.admission = admission;
    this.tokens = tokens;
    this.presence = presence;
    this.classicLogin = classicLogin;
    this.versions = versions;
    this.clock = clock;
    this.limits = limits;
    this.guesses = guesses;
    this.everywhere = everywhere;
  }

  public void register(Dispatcher.Builder table) {
    table
        .anyone(Register.class, this::register)
        .anyone(Login.class, this::login)
        .anyone(Ping.class, this::ping)
        .on(Logout.class, this::logout);
  }

  private void register(Connection connection, @Nullable Long rid, Register message) {
    int length = message.password().codePointCount(0, message.password().length());
    if (connection.version2() && length < Bounds.PASSWORD_MIN) {
      throw new RefusedException(
          ErrorCode.MALFORMED, "A password needs " + Bounds.PASSWORD_MIN + " characters at least.");
    }
    SlowDown.orPass(connection, () -> limits.registration(connection.remoteAddress()));
    String key = Names.key(message.name());
    Optional<Integer> id =
        admission.admitted(
            message.code(),
            () ->
                store.register(
                    message.name(), key, passwords.hash(message.password()), clock.millis()));
    if (id.isEmpty()) {
      throw new RefusedException(ErrorCode.CONFLICT, "This name is taken: choose another.");
    }
    connection.send(new Registered(rid, ErrorCode.OK, id.get(), null, null));
  }

  private void login(Connection connection, @Nullable Long rid, Login message) {
    if (connection.session().isPresent()) {
      throw new RefusedException(
          ErrorCode.CONFLICT, "This connection is signed in already: log out first.");
    }
    if (message.token() == null) {
      SlowDown.orPass(connection, () -> limits.login(connection.remoteAddress()));
    }
    if (!connection.version2()) {
      loginClassic(connection, message);
    } else if (message.token() != null) {
      resume(connection, rid, message.token(), message.device());
    } else {
      Account account = authenticated(connection, message);
      requireRoom(account.id());
      String token = tokens.next();
      signedIn(account, message.device(), Tokens.hash(token));
      signIn(connection, rid, account.id(), account.name(), message.device(), token);
    }
  }

  private void resume(Connection connection, @Nullable Long rid, String token, String device) {
    String hash = Tokens.hash(token);
    TokenOwner owner =
        devices
            .byToken(hash)
            .filter(
                found -> found.device().equals(device) || found.device().equals(DeviceStore.BOT))
            .orElseThrow(() ->
                new RefusedException(
                    ErrorCode.NOT_SIGNED_IN,
                    "This device is signed out: log in with your password."));
    requireRoom(owner.user());
    String renewed = null;
    long now = clock.millis();
    if (owner.device().equals(DeviceStore.BOT)) {
      renewed = null; // it stays until the keeper takes it back
    } else if (owner.next()) {
      devices.adoptNext(owner.user(), device, hash, now);
    } else if (now - owner.tokenTs() >= TOKEN_AGE.toMillis()) {
      renewed = tokens.next();
      devices.offerNext(owner.user(), device, Tokens.hash(renewed));
    }
    if (now - owner.seenTs() >= SEEN_WITHIN.toMillis()) {
      devices.seen(owner.user(), owner.device(), now);
    }
    signIn(connection, rid, owner.user(), owner.name(), device, renewed);
  }

  private void requireRoom(int user) {
    if (everywhere.test(user)) {
      throw new RefusedException(
          ErrorCode.SLOW_DOWN,
          "This account is signed in too often at once: close other clients.",
          FULL_RETRY_MS);
    }
  }

  private void signIn(
      Connection connection,
      @Nullable Long rid,
      int user,
      String name,
      String device,
      @Nullable String token) {
    Session session = Session.version2(connection, user, name, device);
    // The answer is in the outbox before the first entry can be.
    ServerMessage ack = new LoggedIn(rid, ErrorCode.OK, user, name, device, token, null, null);
    connection.send(ack);
    connection.bind(Optional.of(session));
    presence.opened(session);
  }

  private void loginClassic(Connection connection, Login message) {
    Account account = authenticated(connection, message);
    if (presence.hasClassic(account.id())) {
      connection.send(ClassicLoggedIn.error(ERRNO_LIVE, "This account is signed in already."));
      return;
    }
    signedIn(account, CLASSIC_DEVICE, null);
    if (!classicLogin.signIn(connection, account.id(), account.name())) {
      connection.send(ClassicLoggedIn.error(ERRNO_LIVE, "This account is signed in already."));
    }
  }

  private void signedIn(Account account, String device, @Nullable String tokenHash) {
    if (!devices.signIn(account.id(), account.hash(), device, tokenHash, clock.millis())) {
      throw new RefusedException(
          ErrorCode.NOT_SIGNED_IN, "The password was changed just now: log in with the new one.");
    }
  }

  /// Whose name, or id, and password these are. A name that nobody has costs as much as a wrong
  /// password.
  private Account authenticated(Connection connection, Login message) {
    String password = String.valueOf(message.password());
    Optional<Account> account =
        message.id() != null
            ? store.byId(message.id())
            : store.byNameKey(Names.key(String.valueOf(message.name())));
    Guess guess = guess(connection, message, account);
    SlowDown.orPass(connection, () -> guesses.begin(guess));
    boolean right =
        account
            .filter(found -> !found.bot())
            .map(found -> passwords.matches(password, found.hash()))
            .orElseGet(() -> passwords.checkNobody(password));
    if (!right) {
      throw new RefusedException(
          ErrorCode.NOT_SIGNED_IN,
          message.id() != null
              ? "The id or the password is wrong."
              : "The name or the password is wrong.");
    }
    guesses.right(guess);
    if (account.orElseThrow().suspended()) {
      throw new RefusedException(
          ErrorCode.FORBIDDEN, "This account is suspended: ask who keeps this server.");
    }
    return account.get();
  }

  /// A name that nobody has is looked at, and slowed down, as any other. The classic form's device
  /// is everybody's, and tells nothing.
  private Guess guess(Connection connection, Login message, Optional<Account> account) {
    int user = account.map(Account::id).orElse(NOBODY);
    boolean own = devices.known(user, message.device()) && !message.device().equals(CLASSIC_DEVICE);
    return new Guess(
        account.map(found -> Integer.toString(found.id())).orElseGet(() -> wanted(message)),
        own ? message.device() : "",
        connection.remoteAddress());
  }

  private static String wanted(Login message) {
    return message.id() != null
        ? Integer.toString(message.id())
        : "name " + Names.key(String.valueOf(message.name()));
  }

  private void ping(Connection connection, @Nullable Long rid, Ping message) {
    Optional<Session> session = connection.session();
    Cursor newest = session.flatMap(Session::newest).orElse(null);
    connection.send(
        new Pong(
            rid,
            clock.millis(),
            newest == null ? null : newest.conv(),
            newest == null ? null : newest.seq(),
            session.flatMap(known -> versions.known(known.user())).orElse(null)));
  }

  private @Nullable Reply logout(Session session, Logout message) {
    if (session.connection().version2()) {
      devices.endTokens(session.user(), session.device());
    } else {
      awaitWritten(
          session); // what was written counts as received, so the cursors must know of it first
    }
    session.connection().bind(Optional.empty());
    presence.closed(session);
    return null;
  }

  private static void awaitWritten(Session session) {
    try {
      session.connection().awaitDrained(LOGOUT_WAIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
