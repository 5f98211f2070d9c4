package rookery.tui.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ChatMessages.Mentions;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.Change;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.MessageType;
import rookery.protocol.Result;
import rookery.protocol.Role;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;
import rookery.protocol.TouchMessages.Recalled;
import rookery.tui.model.Event;
import rookery.tui.model.NewText;
import rookery.tui.model.Place;
import rookery.tui.model.Rules;
import rookery.tui.model.State;

final class WritingTest {
  private static final Place BOB = new Place.Person(8);
  private static final Place CROWS = new Place.Group(1);

  private final Commands commands = new Commands(() -> "c");

  /// Ann (7), friend of bob (8), and the group crows (1), in which 小明 (9) wrote, li si (10) came
  /// and dan (11) came and left.
  private static State in(Place open, Role role) {
    var roster =
        new Synced(
            1,
            0,
            List.of(new Synced.Friend(8, "bob", 3)),
            List.of(),
            List.of(new Synced.Group(1, "crows", "", role, 5)),
            List.of(),
            List.of(
                new Synced.Head(3, "direct", 8, null, "bob", 0, 0, 0, 0, false, 0),
                new Synced.Head(5, "group", null, 1, "crows", 0, 0, 0, 0, false, 0)),
            false);
    State state = Rules.apply(State.INITIAL, new Event.SignedIn(7, "ann")).state();
    Result result = Result.done(null, MessageType.SYNC, roster);
    state = Rules.apply(state, new Event.Answered(new Sync(0L, List.of()), result)).state();
    for (Entry entry :
        List.of(
            new DirectPosted(3, 1, 0, 8, "bob", "a", 7, "one"),
            new DirectPosted(3, 2, 0, 7, "ann", "b", 8, "two"),
            new DirectPosted(3, 3, 0, 8, "bob", "c", 7, "three"),
            new Recalled(3, 4, 0, 8, "bob", "d", 3, null, 7),
            new GroupPosted(5, 1, 0, 9, "小明", "e", 1, "hi"),
            change(2, Change.JOINED, 10, "li si"),
            change(3, Change.JOINED, 11, "dan"),
            change(4, Change.LEFT, 11, "dan"))) {
      state = Rules.apply(state, new Event.Came(entry)).state();
    }
    return Rules.apply(state, new Event.Opened(open)).state();
  }

  private static Entry change(long seq, Change change, int user, String name) {
    return new MemberChanged(5, seq, 0, user, name, "m" + seq, change, user, name, 1, null);
  }

  private void names(String text, @Nullable Mentions mentions) {
    assertThat(commands.run(in(CROWS, Role.ADMIN), text))
        .containsExactly(new Action.Write(CROWS, new NewText(text, null, mentions)));
  }

  @Test
  void namesOfMembersBecomeMentions() {
    names("@小明 hello", new Mentions(List.of(9), false));
    names("hello (@LI SI), @bob: look", new Mentions(List.of(10, 8), false));
    names("@小明 @小明", new Mentions(List.of(9), false));
    names("@all and @bob", new Mentions(List.of(8), true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"hello", "@zoe", "@bobby", "mail x@bob", "@dan is gone", "@ann", "@", "@ bob"})
  void allElseNamesNobody(String text) {
    names(text, null);
  }

  @Test
  void onlyWhoMaySaysAll() {
    assertThat(commands.run(in(CROWS, Role.NORMAL), "@all tea"))
        .containsExactly(Action.fail("Only the creator and admins may say @all."));
    assertThat(commands.run(in(CROWS, Role.NORMAL), "@allan tea"))
        .containsExactly(new Action.Write(CROWS, "@allan tea"));
  }

  @Test
  void nobodyIsNamedToOnePerson() {
    assertThat(commands.run(in(BOB, Role.ADMIN), "@bob @all hi"))
        .containsExactly(new Action.Write(BOB, "@bob @all hi"));
  }

  @Test
  void repliesCountFromTheBottomWithoutWhatWasTakenBack() {
    State state = in(BOB, Role.NORMAL);
    assertThat(commands.run(state, "/reply 1 yes, two"))
        .containsExactly(new Action.Write(BOB, new NewText("yes, two", 2L, null)));
    assertThat(commands.run(state, "/reply 2 yes, one"))
        .containsExactly(new Action.Write(BOB, new NewText("yes, one", 1L, null)));
    assertThat(commands.run(state, "/reply 3 yes"))
        .containsExactly(Action.fail("There are not so many texts here."));
    assertThat(commands.run(in(CROWS, Role.NORMAL), "/reply 1 @小明 yes"))
        .containsExactly(
            new Action.Write(CROWS, new NewText("@小明 yes", 1L, new Mentions(List.of(9), false))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/reply", "/reply 1", "/reply yes", "/reply 0 yes", "/reply -1 yes"})
  void replySaysWhatItNeeds(String line) {
    assertThat(commands.run(in(BOB, Role.NORMAL), line))
        .containsExactly(
            Action.fail("Say which text, 1 for the newest, and your answer: /reply <n> <text>"));
  }

  @Test
  void retryKeepsWhatATextAnswersAndNames() {
    State state = in(CROWS, Role.NORMAL);
    var said = new NewText("@bob yes", 1L, new Mentions(List.of(8), false));
    var text = CROWS.text("r", said);
    state = Rules.apply(state, new Event.Queued(text, 0)).state();
    state = Rules.apply(state, new Event.Rejected(text, "You are muted.")).state();

    assertThat(commands.run(state, "/retry"))
        .containsExactly(new Action.Discard("r"), new Action.Write(CROWS, said));
  }
}
