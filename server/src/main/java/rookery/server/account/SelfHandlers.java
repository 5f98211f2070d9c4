package rookery.server.account;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Bounds;
import rookery.protocol.ErrorCode;
import rookery.protocol.Reply;
import rookery.protocol.SelfMessages.ChangePassword;
import rookery.protocol.SelfMessages.Devices;
import rookery.protocol.SelfMessages.Devices.Device;
import rookery.protocol.SelfMessages.EndDevice;
import rookery.protocol.SelfMessages.Erase;
import rookery.protocol.SelfMessages.ListDevices;
import rookery.server.account.AccountStore.Account;
import rookery.server.dispatch.Answer;
import rookery.server.dispatch.Dispatcher;
import rookery.server.dispatch.RefusedException;
import rookery.server.dispatch.SlowDown;
import rookery.server.limit.Guesses;
import rookery.server.limit.Guesses.Guess;
import rookery.server.session.Connection;
import rookery.server.session.Session;

/// What a user does about his own account: its devices and its password.
public final class SelfHandlers {
  private final AccountStore accounts;
  private final DeviceStore devices;
  private final Passwords passwords;
  private final Guesses guesses;
  private final SessionEnds ends;
  private final ErasureStore erasing;
  private final Erasures erasures;

  public SelfHandlers(
      AccountStore accounts,
      DeviceStore devices,
      Passwords passwords,
      Guesses guesses,
      SessionEnds ends,
      ErasureStore erasing,
      Erasures erasures) {
    this.accounts = accounts;
    this.devices = devices;
    this.passwords = passwords;
    this.guesses = guesses;
    this.ends = ends;
    this.erasing = erasing;
    this.erasures = erasures;
  }

  public void register(Dispatcher.Builder table) {
    table
        .on(ListDevices.class, (session, _) -> new Devices(listed(devices, session)))
        .on(EndDevice.class, this::end)
        .on(ChangePassword.class, this::password)
        .sending(Erase.class, this::erase);
  }

  /// The devices of a session's user, with a mark at the session's own.
  static List<Device> listed(DeviceStore devices, Session session) {
    return devices.signedIn(session.user(), Bounds.PAGE).stream()
        .map(found ->
            new Device(
                found.device(),
                found.created(),
                found.seen(),
                found.device().equals(session.device())))
        .toList();
  }

  private @Nullable Reply end(Session session, EndDevice message) {
    String device = message.device();
    if (device == null) {
      devices.endAll(session.user(), session.device());
    } else if (device.equals(session.device())) {
      throw new RefusedException(ErrorCode.CONFLICT, "You are using this device: log out instead.");
    } else if (!devices.end(session.user(), device)) {
      throw new RefusedException(ErrorCode.UNKNOWN, "No such device is signed in.");
    }
    ends.look();
    return null;
  }

  private @Nullable Reply password(Session session, ChangePassword message) {
    Account account = checked(session, message.password());
    String hash = passwords.hash(message.newPassword());
    if (!accounts.setPassword(session.user(), account.hash(), hash, session.device())) {
      throw wrongPassword();
    }
    ends.look();
    return null;
  }

  /// Answered once it is sure to happen, and before the sessions end.
  private void erase(Session session, Erase message, Answer answer) {
    Account account = checked(session, message.password());
    if (!erasing.begin(session.user(), account.hash())) {
      throw wrongPassword();
    }
    answer.done(null);
    ends.look();
    erasures.begun();
  }

  /// The session's account, where this is its password.
  private Account checked(Session session, String password) {
    Connection connection = session.connection();
    Guess guess =
        new Guess(Integer.toString(session.user()), session.device(), connection.remoteAddress());
    SlowDown.orPass(connection, () -> guesses.begin(guess));
    Account account =
        accounts
            .byId(session.user())
            .filter(found -> !found.bot() && passwords.matches(password, found.hash()))
            .orElseThrow(SelfHandlers::wrongPassword);
    guesses.right(guess);
    return account;
  }

  private static RefusedException wrongPassword() {
    return new RefusedException(ErrorCode.FORBIDDEN, "The password is wrong.");
  }
}
