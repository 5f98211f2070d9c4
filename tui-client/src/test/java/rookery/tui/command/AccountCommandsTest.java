package rookery.tui.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ErrorCode;
import rookery.protocol.MessageType;
import rookery.protocol.Reply;
import rookery.protocol.Result;
import rookery.protocol.RosterMessages.Opens;
import rookery.protocol.RosterMessages.Privacy;
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
import rookery.tui.model.State;

final class AccountCommandsTest {
  private final Commands commands = new Commands(() -> "c");

  @TempDir private Path home;

  private List<Action> run(String line) {
    return commands.run(State.INITIAL, line);
  }

  private static <T extends Action> T only(Class<T> type, List<Action> actions) {
    assertThat(actions).singleElement().isInstanceOf(type);
    return type.cast(actions.getFirst());
  }

  private static List<Action> done(Action.Ask ask, Reply reply) {
    MessageType type = MessageType.of(ask.request().getClass());
    return ask.then().apply(Result.done(null, type, reply));
  }

  private static List<Action> refused(Action.Ask ask, String sentence) {
    int of = ask.request().msgid();
    return ask.then().apply(Result.error(null, of, ErrorCode.FORBIDDEN, sentence, null, null));
  }

  /// Answers hidden questions one after another.
  private List<Action> secrets(String command, String... answers) {
    List<Action> actions = run(command);
    for (String answer : answers) {
      Action.Prompt prompt = only(Action.Prompt.class, actions);
      assertThat(prompt.hidden()).isTrue();
      actions = prompt.then().apply(answer);
    }
    return actions;
  }

  @Test
  void passwordIsAskedForAndNeverPartOfTheLine() {
    List<Action> actions =
        secrets("/password old new", "correct horse", "battery staple", "battery staple");

    Action.Ask ask = only(Action.Ask.class, actions);
    assertThat(ask.request()).isEqualTo(new ChangePassword("correct horse", "battery staple"));
    assertThat(refused(ask, "That is not your password."))
        .containsExactly(Action.fail("That is not your password."));
    assertThat(done(ask, null)).singleElement().matches(action -> !action.failure());
  }

  @Test
  void newPasswordThatIsMistypedChangesNothing() {
    assertThat(secrets("/password", "correct horse", "battery staple", "battery stable"))
        .containsExactly(Action.fail("The two are not the same: your password stays."));
    assertThat(secrets("/password", "correct horse", "short"))
        .containsExactly(Action.fail("A password needs at least 8 characters."));
  }

  @Test
  void passwordThatIsTooLongIsAFailure() {
    String endless = "x".repeat(2_000);
    assertThat(secrets("/password", "correct horse", endless, endless))
        .singleElement()
        .matches(Action::failure);
    assertThat(secrets("/erase", endless)).singleElement().matches(Action::failure);
  }

  @Test
  void nicknameIsSetAndTakenAway() {
    Action.Ask set = only(Action.Ask.class, run("/nick 小乌鸦"));
    assertThat(set.request()).isEqualTo(new SetNickname("小乌鸦"));
    assertThat(done(set, new Nickname("小乌鸦")))
        .containsExactly(Action.tell("You are shown as 小乌鸦 beside your name."));
    Action.Ask none = only(Action.Ask.class, run("/nick"));
    assertThat(none.request()).isEqualTo(new SetNickname(""));
    assertThat(done(none, new Nickname("")))
        .containsExactly(Action.tell("You are shown by your name alone."));
    assertThat(run("/nick " + "x".repeat(40))).singleElement().matches(Action::failure);
  }

  @Test
  void devicesAreListedAndSignedOut() {
    Action.Ask list = only(Action.Ask.class, run("/devices"));
    assertThat(list.request()).isEqualTo(new ListDevices());
    var here = new Devices.Device("d-1", 0, 3_600_000, true);
    var there = new Devices.Device("d-2", 0, 7_200_000, false);
    assertThat(done(list, new Devices(List.of(here, there))))
        .containsExactly(
            new Action.Show(
                "Signed in",
                List.of(
                    "d-1  this one, since 1 Jan 1970 00:00 UTC",
                    "d-2  seen 1 Jan 1970 02:00 UTC, since 1 Jan 1970 00:00 UTC"
                        + "  – /signout d-2")));

    assertThat(only(Action.Ask.class, run("/signout d-2")).request())
        .isEqualTo(new EndDevice("d-2"));
    assertThat(only(Action.Ask.class, run("/signout others")).request())
        .isEqualTo(new EndDevice(null));
    assertThat(run("/signout")).singleElement().matches(Action::failure);
  }

  @Test
  void exportGoesPartByPartIntoAFile() throws IOException {
    Path file = home.resolve("me.jsonl");
    Action.Ask first = only(Action.Ask.class, run("/export " + file));
    assertThat(first.request()).isEqualTo(new Export(null));
    var privacy = new Privacy(Opens.FELLOWS, true, false);
    var profile = new Exported.Profile(7, "ann", "", 0, privacy);
    var next = new Cursor(3L, 0L);
    Action.Append begin =
        only(
            Action.Append.class,
            done(
                first,
                new Exported(
                    profile, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(),
                    next)));
    begin.file().append(begin.part());

    Action.Ask second = only(Action.Ask.class, begin.then().get());
    assertThat(second.request()).isEqualTo(new Export(next));
    var text = new DirectPosted(3, 1, 0, 8, "bob", "b", 7, "hi");
    Action.Append end =
        only(Action.Append.class, done(second, Exported.entries(List.of(text), null)));
    end.file().append(end.part());

    assertThat(end.then().get()).containsExactly(Action.tell("All is in " + file + "."));
    assertThat(Files.readAllLines(file))
        .satisfiesExactly(
            line -> assertThat(line).contains("\"profile\":{\"id\":7", "\"next\":[3,0]"),
            line -> assertThat(line).startsWith("{\"entries\":[{\"msgid\":5,").contains("hi"));
  }

  @Test
  void exportThatBreaksOffSaysSo() {
    Action.Ask first = only(Action.Ask.class, run("/export me.jsonl"));
    assertThat(refused(first, "Not now.")).containsExactly(Action.fail("Not now."));
    Action.Append part =
        only(Action.Append.class, done(first, Exported.entries(List.of(), new Cursor(3L, 0L))));

    assertThat(refused(only(Action.Ask.class, part.then().get()), "Not now."))
        .containsExactly(Action.fail("Not now. What is in me.jsonl is not all."));
    assertThat(run("/export")).singleElement().matches(Action::failure);
    assertThat(run("/export a\0b")).singleElement().matches(Action::failure);
  }

  @Test
  void eraseNeedsThePasswordAndTheWord() {
    Action.Prompt word = only(Action.Prompt.class, secrets("/erase", "correct horse"));
    assertThat(word.hidden()).isFalse();
    assertThat(word.then().apply("no"))
        .containsExactly(Action.fail("You did not type it: your account stays."));

    Action.Ask erase = only(Action.Ask.class, word.then().apply("erase"));
    assertThat(erase.request()).isEqualTo(new Erase("correct horse"));
    assertThat(refused(erase, "The password is wrong.")).singleElement().matches(Action::failure);
    assertThat(done(erase, null))
        .containsExactly(Action.tell("Your account is erased."), new Action.Forget());
  }
}
