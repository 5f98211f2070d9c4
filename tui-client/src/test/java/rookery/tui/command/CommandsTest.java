package rookery.tui.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ClientMessage;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.GroupMessages.LeaveGroup;
import rookery.protocol.GroupMessages.ListMembers;
import rookery.protocol.GroupMessages.MemberPage;
import rookery.protocol.MessageType;
import rookery.protocol.Reply;
import rookery.protocol.Result;
import rookery.protocol.Role;
import rookery.protocol.RosterMessages.AcceptFriend;
import rookery.protocol.RosterMessages.AddFriend;
import rookery.protocol.RosterMessages.Find;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.RosterMessages.RejectFriend;
import rookery.protocol.RosterMessages.RemoveFriend;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;
import rookery.protocol.TouchMessages.Edit;
import rookery.protocol.TouchMessages.React;
import rookery.protocol.TouchMessages.Recall;
import rookery.tui.model.Event;
import rookery.tui.model.Place;
import rookery.tui.model.Rules;
import rookery.tui.model.State;

final class CommandsTest {
  private static final Place BOB = new Place.Person(8);
  private static final Place CROWS = new Place.Group(1);
  private static final State STATE = state();

  private final Commands commands = new Commands(() -> "c");

  private static State state() {
    State in = Rules.apply(State.INITIAL, new Event.SignedIn(7, "ann")).state();
    var roster =
        new Synced(
            1,
            0,
            List.of(new Synced.Friend(8, "bob", 3), new Synced.Friend(9, "li si", 4)),
            List.of(
                new Synced.FriendRequest(10, "eve", "hi", 0, true),
                new Synced.FriendRequest(11, "dan", "", 0, false)),
            List.of(new Synced.Group(1, "crows", "all of us", Role.NORMAL, 5)),
            List.of(),
            List.of(new Synced.Head(3, "direct", 8, null, "bob", 0, 0, 0, 0, false, 0)),
            false);
    var sync = new Sync(0L, List.of());
    Result result = Result.done(null, MessageType.SYNC, roster);
    return Rules.apply(in, new Event.Answered(sync, result)).state();
  }

  private static State open(Place place) {
    return Rules.apply(STATE, new Event.Opened(place)).state();
  }

  private static Action.Ask ask(List<Action> actions) {
    assertThat(actions).singleElement().isInstanceOf(Action.Ask.class);
    return (Action.Ask) actions.getFirst();
  }

  private static List<Action> done(Action.Ask ask, Reply reply) {
    MessageType type = MessageType.of(ask.request().getClass());
    return ask.then().apply(Result.done(null, type, reply));
  }

  private static Found found(Found.User... users) {
    return new Found(List.of(users), List.of());
  }

  private void asks(String line, ClientMessage request) {
    assertThat(ask(commands.run(open(CROWS), line)).request()).isEqualTo(request);
  }

  private void fails(String line, String sentence) {
    assertThat(commands.run(STATE, line)).containsExactly(Action.fail(sentence));
  }

  @Test
  void textGoesToTheOpenConversation() {
    assertThat(commands.run(open(BOB), "hello")).containsExactly(new Action.Write(BOB, "hello"));
    assertThat(commands.run(open(BOB), "//hello")).containsExactly(new Action.Write(BOB, "/hello"));
    assertThat(commands.run(open(BOB), "  ")).isEmpty();
  }

  @Test
  void textWithoutConversationFails() {
    assertThat(commands.run(STATE, "hello")).singleElement().matches(Action::failure);
  }

  @Test
  void textTooLongFails() {
    assertThat(commands.run(open(BOB), "x".repeat(4_001))).singleElement().matches(Action::failure);
  }

  @Test
  void addLooksTheNameUpThenAsksWithTheNote() {
    Action.Ask find = ask(commands.run(STATE, "/add Eve it is me"));
    assertThat(find.request()).isEqualTo(new Find("Eve", null));

    Action.Ask add = ask(done(find, found(new Found.User(12, "eve2"), new Found.User(10, "eve"))));
    assertThat(add.request()).isEqualTo(new AddFriend(10, "it is me"));
    assertThat(done(add, null)).containsExactly(Action.tell("You asked eve to be your friend."));
  }

  @Test
  void addTakesNamesInQuotesAndIds() {
    assertThat(ask(commands.run(STATE, "/add \"li si\" hi")).request())
        .isEqualTo(new Find("li si", null));
    Action.Ask find = ask(commands.run(STATE, "/add 12"));
    assertThat(ask(done(find, found(new Found.User(12, "zoe")))).request())
        .isEqualTo(new AddFriend(12, ""));
  }

  @Test
  void addTellsWhoIsCalledAlike() {
    Action.Ask find = ask(commands.run(STATE, "/add ev"));
    assertThat(done(find, found(new Found.User(10, "eve"))))
        .containsExactly(Action.fail("Nobody is called ev: eve?"));
  }

  @Test
  void refusalIsShownAsTheServerWordsIt() {
    Action.Ask find = ask(commands.run(STATE, "/add eve"));
    Action.Ask add = ask(done(find, found(new Found.User(10, "eve"))));
    Result refusal = Result.error(null, 6, ErrorCode.CONFLICT, "You are friends.", null, null);

    assertThat(add.then().apply(refusal)).containsExactly(Action.fail("You are friends."));
  }

  @Test
  void acceptsByNameOrTheOnlyRequest() {
    asks("/accept EVE", new AcceptFriend(10, "c"));
    asks("/accept", new AcceptFriend(10, "c"));
    fails("/accept bob", "There is no request of bob.");
  }

  @Test
  void rejectsAlsoOwnRequests() {
    asks("/reject eve", new RejectFriend(10));
    asks("/reject dan", new RejectFriend(11));
    fails("/reject", "Say whose: there is not just one request.");
  }

  @Test
  void removesFriends() {
    asks("/remove li si", new RemoveFriend(9, "c"));
    fails("/remove zoe", "You have no friend called zoe.");
  }

  @Test
  void messageFindsNamesWithBlanks() {
    assertThat(commands.run(STATE, "/msg li si 你好 there"))
        .containsExactly(
            Action.open(new Place.Person(9)), new Action.Write(new Place.Person(9), "你好 there"));
    fails("/msg bob", "Say whom and what: /msg <name> <text>");
  }

  @Test
  void messageLooksUpWhoIsNoFriend() {
    Action.Ask find = ask(commands.run(STATE, "/msg zoe hi"));
    assertThat(done(find, found(new Found.User(12, "zoe"))))
        .contains(new Action.Write(new Place.Person(12), "hi"));
  }

  @Test
  void makesGroups() {
    Action.Ask create = ask(commands.run(STATE, "/group create \"old crows\" of the tower"));
    assertThat(create.request()).isEqualTo(new CreateGroup("c", "old crows", "of the tower"));
    assertThat(done(create, new GroupStored(4, 9, 1, 0, "c")))
        .contains(Action.open(new Place.Group(4)));
    assertThat(commands.run(STATE, "/group")).singleElement().matches(Action::failure);
  }

  @Test
  void joinsByIdOrName() {
    asks("/join 4", new JoinGroup("c", 4));
    Action.Ask find = ask(commands.run(STATE, "/join old crows"));
    var group = new Found.Group(4, "Old Crows", "");
    Action.Ask join = ask(done(find, new Found(List.of(), List.of(group))));
    assertThat(join.request()).isEqualTo(new JoinGroup("c", 4));
    assertThat(done(join, null)).contains(Action.open(new Place.Group(4)));

    var twin = new Found.Group(5, "old crows", "");
    assertThat(done(find, new Found(List.of(), List.of(group, twin))))
        .containsExactly(Action.fail("Several groups are called so: /join one of 4, 5."));
  }

  @Test
  void leavesTheOpenGroup() {
    asks("/leave", new LeaveGroup("c", 1));
    fails("/leave", "No group is open: say which.");
    fails("/leave owls", "You are in no group owls.");
  }

  @Test
  void membersComePageByPage() {
    Action.Ask first = ask(commands.run(open(CROWS), "/members"));
    var ann = new MemberPage.Member(7, "ann", Role.CREATOR, "online");
    var bob = new MemberPage.Member(8, "bob", Role.NORMAL, "offline", "小乌鸦");
    Action.Ask second = ask(done(first, new MemberPage(List.of(ann), true)));
    assertThat(second.request()).isEqualTo(new ListMembers(1, 7, 200));

    assertThat(done(second, new MemberPage(List.of(bob), false)))
        .containsExactly(
            new Action.Show("crows: 2 members", List.of("● ann  (creator)", "○ bob (小乌鸦)")));
  }

  @Test
  void findShowsHowToGoOn() {
    Action.Ask find = ask(commands.run(STATE, "/find cr"));
    var found =
        new Found(
            List.of(new Found.User(12, "cr ow", "小乌鸦")),
            List.of(new Found.Group(1, "crows", "us")));
    assertThat(done(find, found))
        .containsExactly(
            new Action.Show(
                "Found for cr", List.of("cr ow (小乌鸦)  – /add \"cr ow\"", "#crows: us  – /join 1")));
  }

  @ParameterizedTest
  @CsvSource({
    "/memebrs, /members [name]",
    "/ad,      /add <name|id> [note]",
    "/jion,    /join <id|name>",
  })
  void unknownCommandGetsASuggestion(String typed, String suggestion) {
    fails(typed, "There is no " + typed + ". Did you mean " + suggestion + "?");
  }

  @Test
  void nothingNearGetsTheHelp() {
    fails("/xyzzy", "There is no /xyzzy. /help shows what there is.");
  }

  @Test
  void lastTextsCanBeTouched() {
    State talk = open(BOB);
    for (Entry entry :
        List.of(
            new DirectPosted(3, 1, 0, 7, "ann", "a", 8, "mine"),
            new DirectPosted(3, 2, 0, 8, "bob", "b", 7, "his"))) {
      talk = Rules.apply(talk, new Event.Came(entry)).state();
    }
    assertThat(ask(commands.run(talk, "/edit mine now")).request())
        .isEqualTo(new Edit("c", 3L, 1L, "mine now"));
    assertThat(ask(commands.run(talk, "/recall")).request()).isEqualTo(new Recall("c", 3L, 1L));
    assertThat(ask(commands.run(talk, "/react 👍")).request())
        .isEqualTo(new React("c", 3L, 2L, "👍", true));
    fails("/recall", "You have written nothing here.");
  }

  @Test
  void helpNamesEveryCommand() {
    assertThat(commands.run(STATE, "/help")).singleElement().isInstanceOf(Action.Show.class);
    assertThat(commands.completions("/"))
        .contains("/add", "/accept", "/reject", "/remove", "/msg", "/group", "/join", "/leave")
        .contains("/members", "/find", "/help", "/quit", "/retry", "/discard")
        .contains("/nick", "/password", "/devices", "/signout", "/export", "/erase", "/reply");
    assertThat(commands.completions("/me")).containsExactly("/members");
  }

  @Test
  void quitQuits() {
    assertThat(commands.run(STATE, "/quit")).containsExactly(new Action.Quit());
  }
}
