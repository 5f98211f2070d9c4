package rookery.tui.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import rookery.protocol.Bounds;
import rookery.protocol.ErrorCode;
import rookery.protocol.ProtocolException;
import rookery.protocol.SelfMessages.ChangePassword;
import rookery.protocol.SelfMessages.Devices;
import rookery.protocol.SelfMessages.EndDevice;
import rookery.protocol.SelfMessages.Erase;
import rookery.protocol.SelfMessages.Export;
import rookery.protocol.SelfMessages.Exported;
import rookery.protocol.SelfMessages.ListDevices;
import rookery.protocol.SelfMessages.Nickname;
import rookery.protocol.SelfMessages.SetNickname;
import rookery.protocol.SyncMessages.Cursor;
import rookery.tui.cache.ExportFile;

/// One's own account. Passwords are asked for, and never part of a line.
final class AccountCommands {
  private static final String SURE = "erase";
  private static final DateTimeFormatter SEEN =
      DateTimeFormatter.ofPattern("d MMM yyyy HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private AccountCommands() {}

  static List<Command> table() {
    return List.of(
        new Command("nick", "[word]", "be shown with a word beside your name", (_, a) -> nick(a)),
        new Command("password", "", "take another password", (_, _) -> password()),
        new Command("devices", "", "where you are signed in", (_, _) -> devices()),
        new Command("signout", "<device|others>", "sign a device out", (_, a) -> signOut(a)),
        new Command("export", "<file>", "write all that is kept of you", (_, a) -> export(a)),
        new Command("erase", "", "erase your account for good", (_, _) -> erase()));
  }

  private static List<Action> nick(String word) {
    return Answered.asking(
        new SetNickname(word),
        Nickname.class,
        now ->
            List.of(
                Action.tell(
                    now.nickname().isEmpty()
                        ? "You are shown by your name alone."
                        : "You are shown as " + now.nickname() + " beside your name.")));
  }

  private static List<Action> password() {
    return secret("Your password", old -> secret("A new password", wanted -> again(old, wanted)));
  }

  private static List<Action> again(String old, String wanted) {
    if (wanted.codePointCount(0, wanted.length()) < Bounds.PASSWORD_MIN) {
      return List.of(
          Action.fail("A password needs at least " + Bounds.PASSWORD_MIN + " characters."));
    }
    return secret(
        "The new password again",
        repeated ->
            repeated.equals(wanted)
                ? Answered.telling(
                    new ChangePassword(old, wanted),
                    "Your password is another one; your other devices are signed out.")
                : List.of(Action.fail("The two are not the same: your password stays.")));
  }

  private static List<Action> devices() {
    return Answered.asking(
        new ListDevices(),
        Devices.class,
        answer ->
            List.of(
                new Action.Show(
                    "Signed in", answer.devices().stream().map(AccountCommands::line).toList())));
  }

  private static String line(Devices.Device device) {
    return device.device()
        + (device.current() ? "  this one" : "  seen " + at(device.seen()))
        + ", since "
        + at(device.created())
        + (device.current() ? "" : "  – /signout " + device.device());
  }

  private static String at(long ms) {
    return SEEN.format(Instant.ofEpochMilli(ms)) + " UTC";
  }

  private static List<Action> signOut(String device) {
    if (device.isEmpty()) {
      return List.of(Action.fail("Say which, of those in /devices: /signout <device|others>"));
    }
    return device.equals("others")
        ? Answered.telling(new EndDevice(null), "All other devices are signed out.")
        : Answered.telling(new EndDevice(device), device + " is signed out.");
  }

  private static List<Action> export(String name) {
    if (name.isEmpty()) {
      return List.of(Action.fail("Say into which file: /export <file>"));
    }
    try {
      String home = System.getProperty("user.home", ".");
      Path path = name.startsWith("~/") ? Path.of(home, name.substring(2)) : Path.of(name);
      return part(new ExportFile(path), null);
    } catch (InvalidPathException _) {
      return List.of(Action.fail("No file can be called " + name + "."));
    }
  }

  /// Asks for one part, and with it for all that follow.
  private static List<Action> part(ExportFile file, @Nullable Cursor after) {
    return List.of(
        new Action.Ask(
            new Export(after),
            result ->
                result.code() == ErrorCode.OK && result.data() instanceof Exported part
                    ? List.of(new Action.Append(file, part, () -> next(file, part.next())))
                    : List.of(
                        Action.fail(
                            Answered.sentence(result)
                                + (after == null ? "" : " What is in " + file + " is not all.")))));
  }

  private static List<Action> next(ExportFile file, @Nullable Cursor next) {
    return next == null ? List.of(Action.tell("All is in " + file + ".")) : part(file, next);
  }

  private static List<Action> erase() {
    return secret("Erase your account: your password", password -> sure(new Erase(password)));
  }

  private static List<Action> sure(Erase request) {
    return List.of(
        new Action.Prompt(
            "It cannot be undone: type " + SURE,
            false,
            word ->
                Words.same(word, SURE)
                    ? Answered.asking(
                        request,
                        _ -> List.of(Action.tell("Your account is erased."), new Action.Forget()))
                    : List.of(Action.fail("You did not type it: your account stays."))));
  }

  /// Asks for a password; one that cannot be one is told as a failure.
  private static List<Action> secret(String question, Function<String, List<Action>> then) {
    return List.of(
        new Action.Prompt(
            question,
            true,
            typed -> {
              try {
                return then.apply(typed);
              } catch (ProtocolException e) {
                return List.of(Action.fail(String.valueOf(e.getMessage())));
              }
            }));
  }
}
