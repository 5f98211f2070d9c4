package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
import rookery.protocol.AdminMessages.Dissolve;
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
import rookery.protocol.ChatMessages.Drop;
import rookery.protocol.ChatMessages.MarkUnread;
import rookery.protocol.ChatMessages.Read;
import rookery.protocol.ChatMessages.Received;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ClientMessage;
import rookery.protocol.ErrorCode;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.GroupMessages.LeaveGroup;
import rookery.protocol.GroupMessages.ListMembers;
import rookery.protocol.MessageType;
import rookery.protocol.Result;
import rookery.protocol.Role;
import rookery.protocol.RosterMessages.AcceptFriend;
import rookery.protocol.RosterMessages.AddFriend;
import rookery.protocol.RosterMessages.Block;
import rookery.protocol.RosterMessages.Find;
import rookery.protocol.RosterMessages.ListBlocked;
import rookery.protocol.RosterMessages.RejectFriend;
import rookery.protocol.RosterMessages.RemoveFriend;
import rookery.protocol.RosterMessages.SetPrivacy;
import rookery.protocol.RosterMessages.Unblock;
import rookery.protocol.SelfMessages.ChangePassword;
import rookery.protocol.SelfMessages.EndDevice;
import rookery.protocol.SelfMessages.Erase;
import rookery.protocol.SelfMessages.Export;
import rookery.protocol.SelfMessages.ListDevices;
import rookery.protocol.SelfMessages.SetNickname;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.History;
import rookery.protocol.SyncMessages.Search;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.TouchMessages.Edit;
import rookery.protocol.TouchMessages.React;
import rookery.protocol.TouchMessages.Recall;
import rookery.protocol.TouchMessages.SendTyping;
import rookery.server.db.DatabaseSettings;
import rookery.server.dispatch.Access;

/// Who gets which answer to which message: a row for every type that the dispatcher knows, so that
/// a new one cannot be forgotten.
///
/// Where a request would change the scene it names a stranger: then 404 or 409 says that its sender
/// might have, and 403 that he may not.
final class AccessMatrixIT {
  @TempDir private static Path folder;

  private static TestNode node;

  private final Map<MessageType, Row> rows = new LinkedHashMap<>();
  private ScriptedClient creator;
  private ScriptedClient stranger;
  private int group;
  private long conv;
  private long text;

  /// @param codes of creator, admin, member, outsider, and one who is banned from the group and
  ///   blocked by its creator
  private record Row(Function<ScriptedClient, ClientMessage> message, List<Integer> codes) {}

  @BeforeAll
  static void start() {
    node = new TestNode(new DatabaseSettings(folder.resolve("record").toString()));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private void row(
      MessageType type, Function<ScriptedClient, ClientMessage> message, Integer... codes) {
    rows.put(type, new Row(message, List.of(codes)));
  }

  private void declare() {
    row(
        MessageType.ONE_CHAT,
        self -> new SendDirect(cmid(), creator.id, "hi"),
        403,
        0,
        0,
        403,
        403);
    row(MessageType.DROP, self -> new Drop(cmid(), null, group), 0, 0, 0, 0, 0);
    row(MessageType.GROUP_CHAT, self -> new SendGroup(cmid(), group, "hi"), 0, 0, 0, 403, 403);
    row(MessageType.RECEIVED, self -> new Received(conv, 1L), 0, 0, 0, 0, 0);
    row(MessageType.READ, self -> new Read(conv, 1L), 0, 0, 0, 0, 0);
    row(MessageType.SEEN, self -> new AskSeen(conv, text), 0, 403, 403, 404, 403);
    row(MessageType.UNREAD, self -> new MarkUnread(conv), 0, 0, 0, 403, 0);
    row(MessageType.TYPING, self -> new SendTyping(conv), 0, 0, 0, 403, 403);
    row(MessageType.SYNC, self -> new Sync(0L, List.of()), 0, 0, 0, 0, 0);
    row(MessageType.BACKLOG, self -> new Backlog(List.of(new Cursor(conv, 0L)), 10), 0, 0, 0, 0, 0);
    row(MessageType.HISTORY, self -> new History(conv, null, 10), 0, 0, 0, 403, 0);
    row(MessageType.SEARCH, self -> new Search("hi", conv, null, 10), 0, 0, 0, 403, 0);
    row(MessageType.REACTION, self -> new React(cmid(), conv, text, "👍", true), 0, 0, 0, 404, 403);
    row(MessageType.EDIT, self -> new Edit(cmid(), conv, text, "ho"), 0, 403, 403, 404, 403);
    row(MessageType.RECALL, self -> new Recall(cmid(), conv, text), 0, 403, 403, 404, 403);
    row(MessageType.ADD_FRIEND, self -> new AddFriend(creator.id, ""), 409, 0, 0, 0, 403);
    row(
        MessageType.ACCEPT_FRIEND,
        self -> new AcceptFriend(stranger.id, cmid()),
        404,
        404,
        404,
        404,
        404);
    row(MessageType.REJECT_FRIEND, self -> new RejectFriend(stranger.id), 404, 404, 404, 404, 404);
    row(
        MessageType.REMOVE_FRIEND,
        self -> new RemoveFriend(stranger.id, cmid()),
        404,
        404,
        404,
        404,
        404);
    row(MessageType.BLOCK, self -> new Block(self.id, cmid()), 409, 409, 409, 409, 409);
    row(MessageType.UNBLOCK, self -> new Unblock(stranger.id, cmid()), 404, 404, 404, 404, 404);
    row(MessageType.BLOCKED, self -> new ListBlocked(), 0, 0, 0, 0, 0);
    row(MessageType.PRIVACY, self -> new SetPrivacy(null, null, null), 0, 0, 0, 0, 0);
    row(MessageType.DEVICES, self -> new ListDevices(), 0, 0, 0, 0, 0);
    row(MessageType.END_DEVICE, self -> new EndDevice("none"), 404, 404, 404, 404, 404);
    row(
        MessageType.PASSWORD,
        self -> new ChangePassword("not it", "long enough"),
        403,
        403,
        403,
        403,
        403);
    row(MessageType.EXPORT, self -> new Export(null), 0, 0, 0, 0, 0);
    row(MessageType.ERASE, self -> new Erase("not it"), 403, 403, 403, 403, 403);
    row(MessageType.NICKNAME, self -> new SetNickname(null), 0, 0, 0, 0, 0);
    row(MessageType.FIND, self -> new Find("nobody", 1), 0, 0, 0, 0, 0);
    row(MessageType.CREATE_GROUP, self -> new CreateGroup(cmid(), "own", ""), 0, 0, 0, 0, 0);
    row(MessageType.ADD_GROUP, self -> new JoinGroup(cmid(), group), 409, 409, 409, 403, 403);
    row(MessageType.MEMBERS, self -> new ListMembers(group, 0, 10), 0, 0, 0, 403, 403);
    row(MessageType.GROUP_INFO, self -> new AskGroup(group), 0, 0, 0, 403, 403);
    row(MessageType.NOTICE, self -> new SetNotice(cmid(), group, "hear"), 0, 0, 403, 403, 403);
    row(MessageType.INVITE, self -> new Invite(cmid(), group, stranger.id), 0, 0, 403, 403, 403);
    row(MessageType.GROUP_CODE, self -> new MakeCode(group, 1), 0, 0, 403, 403, 403);
    row(MessageType.KICK, self -> new Kick(cmid(), group, stranger.id), 404, 404, 403, 403, 403);
    row(
        MessageType.BAN,
        self -> new Ban(cmid(), group, stranger.id, false),
        409,
        409,
        403,
        403,
        403);
    row(
        MessageType.MUTE,
        self -> new Mute(cmid(), group, stranger.id, 0L),
        404,
        404,
        403,
        403,
        403);
    row(
        MessageType.SET_ROLE,
        self -> new SetRole(cmid(), group, stranger.id, Role.ADMIN),
        404,
        403,
        403,
        403,
        403);
    row(
        MessageType.TRANSFER,
        self -> new Transfer(cmid(), group, stranger.id),
        404,
        403,
        403,
        403,
        403);
    row(
        MessageType.RENAME_GROUP,
        self -> new Rename(cmid(), group, "ravens", ""),
        0,
        0,
        403,
        403,
        403);
    row(
        MessageType.GROUP_POLICY,
        self -> new SetPolicy(cmid(), group, Policy.INVITATION),
        0,
        0,
        403,
        403,
        403);
    row(
        MessageType.ANSWER_JOIN,
        self -> new AnswerJoin(cmid(), group, stranger.id, true),
        404,
        404,
        403,
        403,
        403);
    row(MessageType.LEAVE_GROUP, self -> new LeaveGroup(cmid(), group), 409, 0, 0, 403, 403);
    row(MessageType.DISSOLVE, self -> new Dissolve(cmid(), group), 0, 403, 403, 403, 403);
    row(MessageType.LOGINOUT, self -> new Logout(), 0, 0, 0, 0, 0);
  }

  @Test
  void everyTypeAnswersEverybodyAsDeclared() {
    creator = person("creator");
    stranger = person("stranger");
    ScriptedClient admin = person("admin");
    ScriptedClient member = person("member");
    ScriptedClient outsider = person("outsider");
    ScriptedClient blocked = person("blocked");
    ScriptedClient anonymous = ScriptedClient.tcp(node.tcp());
    anonymous.ask(new Login(1, null, "none of it", null, "d"));
    scene(admin, member, blocked);
    declare();
    Set<MessageType> own = Set.of(MessageType.LOGIN, MessageType.REG, MessageType.PING);
    List<MessageType> declared = new ArrayList<>(rows.keySet());
    declared.addAll(own);
    assertThat(node.table().keySet())
        .as("types with a row")
        .containsExactlyInAnyOrderElementsOf(declared);
    List<ScriptedClient> actors = List.of(creator, admin, member, outsider, blocked);
    rows.forEach((type, row) -> {
      List<Integer> codes = new ArrayList<>();
      // Who may least comes first, so that nobody is refused for what another has done.
      for (ScriptedClient actor : actors.reversed()) {
        codes.addFirst(code(type, actor, row.message.apply(actor)));
      }
      assertThat(codes)
          .as(type + " by creator, admin, member, outsider, blocked")
          .isEqualTo(row.codes);
      assertThat(node.table().get(type)).as(type.name()).isEqualTo(Access.SIGNED_IN);
      assertThat(code(MessageType.SYNC, anonymous, row.message.apply(stranger)))
          .as(type + " by nobody")
          .isEqualTo(ErrorCode.NOT_SIGNED_IN);
    });
  }

  @Test
  void whoIsNotSignedInMayPingRegisterAndLogIn() {
    try (ScriptedClient anonymous = ScriptedClient.tcp(node.tcp())) {
      String name = ChatScenario.name("new");
      assertThat(((LoggedIn) anonymous.ask(new Login(null, name, "no", null, "d"))).code())
          .isEqualTo(ErrorCode.NOT_SIGNED_IN);
      assertThat(((Registered) anonymous.ask(new Register(name, "12345678"))).code()).isZero();
      anonymous.send(new Ping(), 1);
      assertThat(anonymous.await(Pong.class)).isNotNull();
      for (MessageType type : List.of(MessageType.LOGIN, MessageType.REG, MessageType.PING)) {
        assertThat(node.table().get(type)).isEqualTo(Access.ANYONE);
      }
    }
  }

  private void scene(ScriptedClient admin, ScriptedClient member, ScriptedClient blocked) {
    GroupStored made = creator.reply(new CreateGroup("g-1", "crows", ""), GroupStored.class);
    group = made.groupid();
    conv = made.conv();
    for (ScriptedClient joining : List.of(admin, member, blocked)) {
      joining.reply(new JoinGroup("j-1", group), GroupStored.class);
    }
    creator.reply(new SetRole("r-1", group, admin.id, Role.ADMIN), GroupStored.class);
    creator.reply(new SetPolicy("p-1", group, Policy.INVITATION), GroupStored.class);
    text = creator.sayToGroup(group, "t-1", "hi").seq();
    creator.reply(new Ban("b-1", group, blocked.id, true), GroupStored.class);
    creator.reply(new Block(blocked.id, "b-2"), Stored.class);
  }

  private static ScriptedClient person(String base) {
    return ScriptedClient.tcp(node.tcp()).register(ChatScenario.name(base));
  }

  private static String cmid() {
    return UUID.randomUUID().toString();
  }

  /// The code of the answer; 0 for none where the type has none.
  private static int code(MessageType type, ScriptedClient client, ClientMessage message) {
    Set<MessageType> silent = Set.of(MessageType.RECEIVED, MessageType.READ, MessageType.TYPING);
    if (!silent.contains(type)) {
      return client.result(message).code();
    }
    long rid = 1_000_000;
    client.send(message, rid);
    client.send(new Ping(), rid + 1);
    client.await(m -> m instanceof Pong pong && pong.rid() != null && pong.rid() == rid + 1);
    return client
        .taken(m -> m instanceof Result result && result.rid() != null && result.rid() == rid)
        .map(m -> ((Result) m).code())
        .orElse(ErrorCode.OK);
  }
}
