package rookery.protocol;

import java.util.List;
import rookery.protocol.AccountMessages.Announcement;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Logout;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.AccountMessages.Pong;
import rookery.protocol.AccountMessages.Register;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.AdminMessages.AnswerJoin;
import rookery.protocol.AdminMessages.AskGroup;
import rookery.protocol.AdminMessages.Ban;
import rookery.protocol.AdminMessages.Code;
import rookery.protocol.AdminMessages.Dissolve;
import rookery.protocol.AdminMessages.GroupEvent;
import rookery.protocol.AdminMessages.GroupState;
import rookery.protocol.AdminMessages.Invite;
import rookery.protocol.AdminMessages.Kick;
import rookery.protocol.AdminMessages.MakeCode;
import rookery.protocol.AdminMessages.Mute;
import rookery.protocol.AdminMessages.Policy;
import rookery.protocol.AdminMessages.Rename;
import rookery.protocol.AdminMessages.SetNotice;
import rookery.protocol.AdminMessages.SetPolicy;
import rookery.protocol.AdminMessages.SetRole;
import rookery.protocol.AdminMessages.Transfer;
import rookery.protocol.ChatMessages.AskSeen;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.Drop;
import rookery.protocol.ChatMessages.GroupPosted;
import rookery.protocol.ChatMessages.MarkUnread;
import rookery.protocol.ChatMessages.Mentions;
import rookery.protocol.ChatMessages.Read;
import rookery.protocol.ChatMessages.Receipt;
import rookery.protocol.ChatMessages.Received;
import rookery.protocol.ChatMessages.Seen;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.GroupMessages.Change;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.GroupMessages.LeaveGroup;
import rookery.protocol.GroupMessages.ListMembers;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.GroupMessages.MemberPage;
import rookery.protocol.RosterMessages.AcceptFriend;
import rookery.protocol.RosterMessages.AddFriend;
import rookery.protocol.RosterMessages.Block;
import rookery.protocol.RosterMessages.Blocked;
import rookery.protocol.RosterMessages.Find;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.RosterMessages.FriendEvent;
import rookery.protocol.RosterMessages.ListBlocked;
import rookery.protocol.RosterMessages.Opens;
import rookery.protocol.RosterMessages.Presence;
import rookery.protocol.RosterMessages.Privacy;
import rookery.protocol.RosterMessages.RejectFriend;
import rookery.protocol.RosterMessages.RemoveFriend;
import rookery.protocol.RosterMessages.SetPrivacy;
import rookery.protocol.RosterMessages.Unblock;
import rookery.protocol.SelfMessages.ChangePassword;
import rookery.protocol.SelfMessages.Devices;
import rookery.protocol.SelfMessages.EndDevice;
import rookery.protocol.SelfMessages.Erase;
import rookery.protocol.SelfMessages.Export;
import rookery.protocol.SelfMessages.Exported;
import rookery.protocol.SelfMessages.ListDevices;
import rookery.protocol.SelfMessages.Nickname;
import rookery.protocol.SelfMessages.SetNickname;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.History;
import rookery.protocol.SyncMessages.HistoryPage;
import rookery.protocol.SyncMessages.Search;
import rookery.protocol.SyncMessages.SearchPage;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;
import rookery.protocol.TouchMessages.Edit;
import rookery.protocol.TouchMessages.Edited;
import rookery.protocol.TouchMessages.React;
import rookery.protocol.TouchMessages.Reacted;
import rookery.protocol.TouchMessages.Reactions;
import rookery.protocol.TouchMessages.Recall;
import rookery.protocol.TouchMessages.Recalled;
import rookery.protocol.TouchMessages.SendTyping;
import rookery.protocol.TouchMessages.Touched;
import rookery.protocol.TouchMessages.Typing;

/// One of every record of version 2, or several where its parts may be absent.
final class Samples {
  private static final String TOKEN = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA";
  private static final String TEXT = "\"你好\" \\ 👋\n\t\u0001";
  private static final long EXACT = (1L << 53) - 1;

  private static final DirectPosted DIRECT =
      new DirectPosted(3, EXACT, 1_795_460_400_000L, 7, "小明", "k3-1", Integer.MAX_VALUE, TEXT);
  private static final GroupPosted GROUP = new GroupPosted(4, 2, 0, 7, "小明", "k3-2", 1, TEXT);
  private static final Touched TOUCHED =
      new Touched(15, true, false, List.of(new Reactions("👍", 2, true)));
  private static final DirectPosted TOUCHED_DIRECT =
      new DirectPosted(3, 12, 1, 7, "小明", "k3-1", 8, "", 4L, TOUCHED);
  private static final GroupPosted TOUCHED_GROUP =
      new GroupPosted(
          4, 2, 0, 7, "小明", "k3-2", 1, TEXT, 1L, new Mentions(List.of(8), true), TOUCHED);
  private static final MemberChanged JOINED =
      new MemberChanged(4, 3, 1, 8, "bob", "j-1", Change.JOINED, 8, "bob", 1, null);
  private static final MemberChanged BEFRIENDED =
      new MemberChanged(3, 1, 1, 8, "bob", "f-1", Change.BEFRIENDED, 7, "小明", null, 7);

  static final List<ClientMessage> FROM_CLIENT =
      List.of(
          new Login(null, "小明", "correct horse", null, "d-1"),
          new Login(7, null, "correct horse", null, "d-1"),
          new Login(null, null, null, TOKEN, "d-1"),
          new Register("小明", "correct horse"),
          new Register("小明", "correct horse", "c0de"),
          new Logout(),
          new Ping(),
          new SendDirect("k3-1", Integer.MAX_VALUE, TEXT),
          new SendDirect("k3-1", 8, TEXT, EXACT),
          new SendGroup("k3-2", 1, TEXT),
          new SendGroup("k3-2", 1, TEXT, 1L, new Mentions(List.of(8, 9), false)),
          new Edit("k3-3", 3L, 12L, TEXT),
          new Recall("k3-4", 3L, 12L),
          new React("k3-5", 3L, 12L, "👍🏽", true),
          new React("k3-6", 3L, 12L, "👨‍👩‍👧‍👦", false),
          new SendTyping(3L),
          new Drop("k3-1", 8, null),
          new Drop("k3-1", null, 1),
          new Received(EXACT, EXACT),
          new Read(3L, 0L),
          new MarkUnread(3L),
          new AskSeen(4L, 2L),
          new AddFriend(8, "it is me"),
          new AddFriend(8, ""),
          new AcceptFriend(7, "f-1"),
          new RejectFriend(7),
          new RemoveFriend(7, "f-2"),
          new Find("bo", 50),
          new Block(8, "b-1"),
          new Unblock(8, "b-2"),
          new ListBlocked(),
          new SetPrivacy(null, null, null),
          new SetPrivacy(Opens.NOBODY, false, true),
          new Search("你好", null, null, 50),
          new Search("hi", 3L, new Cursor(3L, 12L), 1),
          new CreateGroup("g-1", "crows", ""),
          new JoinGroup("j-1", 1),
          new JoinGroup("j-1", 1, "abc", "let me in"),
          new Invite("a-1", 1, 8),
          new Kick("a-1", 1, 8),
          new Ban("a-1", 1, 8, true),
          new Ban("a-1", 1, 8, false),
          new Mute("a-1", 1, 8, EXACT),
          new SetRole("a-1", 1, 8, Role.ADMIN),
          new Transfer("a-1", 1, 8),
          new Rename("a-1", 1, "ravens", ""),
          new Dissolve("a-1", 1),
          new SetPolicy("a-1", 1, Policy.APPROVAL),
          new AnswerJoin("a-1", 1, 8, false),
          new SetNotice("a-1", 1, TEXT),
          new MakeCode(1, 720),
          new AskGroup(1),
          new ChangePassword("correct horse", "correct horse battery"),
          new SetNickname(null),
          new SetNickname(""),
          new SetNickname("小乌鸦 🐦"),
          new ListDevices(),
          new Export(null),
          new Export(new Cursor(3L, 0L)),
          new Erase("correct horse"),
          new EndDevice("d-1"),
          new EndDevice(null),
          new LeaveGroup("l-1", 1),
          new ListMembers(1, 0, 200),
          new Sync(0L, List.of()),
          new Sync(4L, List.of(new Cursor(3L, 11L), new Cursor(4L, 0L))),
          new Sync(4L, List.of(), 9L, 4L),
          new Backlog(List.of(new Cursor(3L, 11L)), 100),
          new History(3L, null, 50),
          new History(3L, 12L, 1));

  static final List<ServerMessage> FROM_SERVER =
      List.of(
          new LoggedIn(2L, 0, 7, "小明", "d-1", TOKEN, null, null),
          LoggedIn.error(2L, ErrorCode.TRY_AGAIN, "Try again.", 500),
          new Registered(1L, 0, 7, null, null),
          Registered.error(null, ErrorCode.CONFLICT, "This name is taken.", null),
          new Pong(5L, 1_795_460_400_000L, 3L, 12L, 4L),
          new Pong(null, 1, null, null, null),
          new Announcement(1, TEXT),
          new Bye(ErrorCode.TRY_AGAIN, "Going down.", 250),
          DIRECT,
          GROUP,
          TOUCHED_DIRECT,
          TOUCHED_GROUP,
          new Edited(3, 13, 1, 7, "小明", "k3-3", 12, TEXT, null, 8),
          new Recalled(4, 14, 1, 7, "小明", "k3-4", 12, 1, null),
          new Reacted(3, 15, 1, 7, "小明", "k3-5", 12, "👍🏽", true, null, 8),
          new Typing(3, 7, "小明"),
          new MemberChanged(4, 3, 1, 8, "bob", "j-1", Change.ROLE, 8, "bob", 1, null, "admin"),
          new GroupEvent("asked", 1, "crows", 9, 9, "eve", "let me in"),
          JOINED,
          BEFRIENDED,
          new Receipt(3, 7, 12, 11),
          new Seen(4, 2, 9, 7, 3),
          new Receipt(3, 7, 12, 11, true, 9L),
          new FriendEvent("requested", 7, "小明", "it is me", true, 6),
          new FriendEvent("removed", 7, "小明", null, false, 7),
          Presence.of(8, true),
          Presence.of(8, false),
          Result.error(9L, 5, ErrorCode.FORBIDDEN, "You are not friends.", null, "k3-1"),
          Result.error(null, 0, ErrorCode.MALFORMED, "Not a JSON object.", null, null),
          Result.done(4L, MessageType.LOGINOUT, null));

  static final List<Reply> REPLIES =
      List.of(
          new Stored(3, 12, 1_795_460_400_000L, "k3-1"),
          new Seen(4, 2, 9, 7, 3),
          new GroupStored(1, 4, 1, 1_795_460_400_000L, "g-1"),
          new MemberPage(
              List.of(new MemberPage.Member(7, "小明", Role.ADMIN, "online", "crow")), true),
          new Found(
              List.of(new Found.User(8, "bob", "b")),
              List.of(new Found.Group(1, "crows", "all of us"))),
          new Code("abc", EXACT),
          new GroupState(1, "crows", "", Policy.OPEN, TEXT, 2, Role.NORMAL, null, null, null),
          new GroupState(
              1,
              "crows",
              "",
              Policy.OPEN,
              "",
              2,
              Role.CREATOR,
              List.of(new GroupState.Banned(9, "eve")),
              List.of(new GroupState.Muted(8, "bob", 5)),
              List.of(new GroupState.Asking(10, "dan", "", 7))),
          new Blocked(List.of(new Found.User(8, "bob"))),
          new Privacy(Opens.FELLOWS, true, false),
          new Exported(
              new Exported.Profile(7, "小明", "", 1, new Privacy(Opens.FELLOWS, true, false)),
              List.of(new Devices.Device("d-1", 1, 2, true)),
              List.of(new Synced.Friend(8, "bob", 3)),
              List.of(),
              List.of(new Synced.Group(1, "crows", "", Role.CREATOR, 4)),
              List.of(new Found.User(9, "eve")),
              List.of(),
              new Cursor(3L, 0L)),
          Exported.entries(List.of(DIRECT, TOUCHED_GROUP, JOINED), null),
          new Nickname("小乌鸦 🐦"),
          new Devices(List.of(new Devices.Device("d-1", 1, 2, true))),
          new SearchPage(List.of(TOUCHED_DIRECT, GROUP), new Cursor(3L, 12L)),
          new SearchPage(List.of(), null),
          new Synced(
              5,
              9,
              List.of(new Synced.Friend(8, "bob", 3), new Synced.Friend(9, "eve", 4, "e")),
              List.of(new Synced.FriendRequest(9, "eve", "it is me", 1, true)),
              List.of(new Synced.Group(1, "crows", "", Role.CREATOR, 4)),
              List.of(8),
              List.of(
                  new Synced.Head(3, "direct", 8, null, "bob", 12, 11, 10, 1, false, 0),
                  new Synced.Head(4, "group", null, 1, "crows", 3, 2, 2, 0, true, 9)),
              true),
          new Synced(5, 0, null, null, null, List.of(), List.of(), false),
          new BacklogPage(
              List.of(DIRECT, TOUCHED_GROUP, JOINED), List.of(new Cursor(3L, 12L)), false),
          new HistoryPage(List.of(BEFRIENDED), true));

  private Samples() {}
}
