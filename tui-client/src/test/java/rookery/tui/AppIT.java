package rookery.tui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.AccountMessages.Announcement;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.Read;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.LeaveGroup;
import rookery.protocol.Role;
import rookery.protocol.RosterMessages.FriendEvent;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;
import rookery.protocol.TouchMessages.SendTyping;
import rookery.protocol.codec.Request;
import rookery.tui.cache.Accounts;
import rookery.tui.net.FakeServer;
import rookery.tui.net.FakeServer.Peer;

final class AppIT {
  private static final Synced ROSTER =
      new Synced(
          1,
          0,
          List.of(new Synced.Friend(8, "bob", 3)),
          List.of(),
          List.of(),
          List.of(8),
          List.of(new Synced.Head(3, "direct", 8, null, "bob", 0, 0, 0, 0, false, 0)),
          false);

  @TempDir private Path home;
  private FakeServer server;
  private TestTerminal terminal;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer();
    terminal = new TestTerminal(80, 24);
  }

  @AfterEach
  void end() throws IOException, InterruptedException {
    terminal.press("Ctrl-C");
    terminal.awaitEnd();
    server.close();
  }

  @Test
  void newNicknameOfAFriendIsShownAtOnce() throws InterruptedException {
    Peer peer = signIn();
    terminal.await("● bob");
    peer.say(new FriendEvent("nickname", 8, "bob", "小乌鸦", true, 2));
    Request sync = peer.expect(Sync.class);
    assertThat(((Sync) sync.message()).roster()).isEqualTo(1);
    peer.answer(sync, roster(2, "小乌鸦"));
    terminal.await("bob (小乌鸦)");

    peer.say(new FriendEvent("nickname", 8, "bob", "", true, 3));
    peer.answer(peer.expect(Sync.class), roster(3, null));
    terminal.awaitGone("小乌鸦").await("● bob");
  }

  private static Synced rosterWithCrows() {
    return new Synced(
        2,
        0,
        null,
        null,
        List.of(new Synced.Group(5, "crows", "", Role.CREATOR, 9)),
        List.of(8),
        List.of(),
        false);
  }

  private static Synced roster(long version, String nickname) {
    return new Synced(
        version,
        0,
        List.of(new Synced.Friend(8, "bob", 3, nickname)),
        List.of(),
        List.of(),
        List.of(8),
        List.of(),
        false);
  }

  private void open() {
    terminal.open(server.address(), "", new Accounts(home.resolve("server")));
  }

  /// The screen signed in as ann and in sync, and the server's end of its connection.
  private Peer signIn() throws InterruptedException {
    open();
    terminal.await("New here?").type("ann").press("Tab").type("correct horse").press("Enter");
    return sync(server.acceptLogin());
  }

  private Peer sync(Peer peer) throws InterruptedException {
    return sync(peer, terminal);
  }

  private static Peer sync(Peer peer, TestTerminal on) throws InterruptedException {
    peer.answer(peer.expect(Sync.class), ROSTER);
    on.await("● connected");
    return peer;
  }

  private static Entry fromBob(long seq, String msg) {
    return new DirectPosted(3, seq, 0, 8, "bob", "b-" + seq, 7, msg);
  }

  @Test
  void readsAndWrites() throws InterruptedException {
    Peer peer = signIn();
    terminal.press("Enter").await("bob ● online");
    peer.say(fromBob(1, "你好 👋"));
    terminal.await("│ 你好 👋");
    assertThat(peer.expect(Read.class).message()).isEqualTo(new Read(3L, 1L));

    terminal.type("hello").press("Enter").await("ann │ hello");
    assertThat(peer.expect(SendTyping.class).message()).isEqualTo(new SendTyping(3L));
    Request sent = peer.expect(SendDirect.class);
    var text = (SendDirect) sent.message();
    assertThat(text.msg()).isEqualTo("hello");
    terminal.await("(sending…)");
    peer.answer(sent, new Stored(3, 2, 0, text.cmid()));
    terminal.awaitGone("(sending…)");
  }

  /// A group is made.
  ///
  /// @return the sync that follows
  private Request makeGroup(Peer peer) throws InterruptedException {
    terminal.type("/group create crows").press("Enter");
    peer.answer(peer.expect(CreateGroup.class), new GroupStored(5, 9, 1, 0, "g-1"));
    return peer.expect(Sync.class);
  }

  @Test
  void whoIsToldThatHeMadeAGroupCanLeaveIt() throws InterruptedException {
    Peer peer = signIn();
    Request sync = makeGroup(peer);
    peer.say(new Announcement(0, "One moment."));
    terminal.await("One moment.");
    peer.answer(sync, rosterWithCrows());
    terminal.await("The group crows is there").type("/leave").press("Enter");
    assertThat(((LeaveGroup) peer.expect(LeaveGroup.class).message()).groupid()).isEqualTo(5);
  }

  @Test
  void whatWasRefusedIsSaidAtOnce() throws InterruptedException {
    Peer peer = signIn();
    terminal.type("/group create crows").press("Enter");
    peer.refuse(peer.expect(CreateGroup.class), ErrorCode.FORBIDDEN, null);
    peer.expect(Sync.class);
    terminal.await("Not now.");
  }

  @Test
  void groupIsOpenedAlsoWhenTheRosterCannotCome() throws InterruptedException {
    Peer peer = signIn();
    makeGroup(peer);
    peer.cut();
    terminal.await("#group 5");
  }

  @Test
  void wrongPasswordIsSaidAndCanBeTypedAnew() throws InterruptedException {
    open();
    terminal.await("New here?").type("ann").press("Tab").type("wrong").press("Enter");
    Peer first = server.accept();
    Request login = first.expect(Login.class);
    first.say(LoggedIn.error(login.rid(), ErrorCode.NOT_SIGNED_IN, "It is wrong.", null));
    terminal.await("It is wrong.").await("•••••").type(" horse").press("Enter");

    var second = (Login) server.accept().expect(Login.class).message();
    assertThat(second.password()).isEqualTo("wrong horse");
  }

  @Test
  void outageIsShownAndWhatWasWrittenIsSentAfterIt() throws InterruptedException {
    Peer first = signIn();
    terminal.press("Enter").await("bob ● online");
    first.say(new Bye(ErrorCode.TRY_AGAIN, "Going down.", 700));
    terminal.await("offline: Going down.").type("are you there?").press("Enter");
    terminal.await("(sending…)");

    Peer second = sync(server.acceptLogin());
    Request sent = second.expect(SendDirect.class);
    assertThat(((SendDirect) sent.message()).msg()).isEqualTo("are you there?");
  }

  @Test
  void secondStartNeedsNoPassword() throws IOException, InterruptedException {
    signIn();
    terminal.press("Ctrl-Q").awaitEnd();
    try (Stream<Path> files = Files.walk(home.resolve("server"))) {
      for (Path file : files.toList()) {
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        assertThat(mode).isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
      }
    }

    terminal = new TestTerminal(80, 24);
    open();
    Peer peer = server.accept();
    Request login = peer.expect(Login.class);
    assertThat(((Login) login.message()).token()).isEqualTo("t".repeat(43));
    peer.say(new LoggedIn(login.rid(), 0, 7, "ann", "device", null, null, null));
    sync(peer);
  }

  @Test
  void endedTokenAsksForThePassword() throws InterruptedException {
    signIn();
    terminal.press("Ctrl-Q").awaitEnd();
    terminal = new TestTerminal(80, 24);
    open();
    Peer peer = server.accept();
    Request login = peer.expect(Login.class);
    peer.say(LoggedIn.error(login.rid(), ErrorCode.NOT_SIGNED_IN, "Gone.", null));

    terminal.await("no longer signed in").type("correct horse").press("Enter");
    var again = (Login) server.accept().expect(Login.class).message();
    assertThat(again.name()).isEqualTo("ann");
    assertThat(again.device()).isEqualTo(((Login) login.message()).device());
  }

  @Test
  void restartShowsAtOnceWhatWasThereAndAsksForTheRest() throws InterruptedException {
    Peer first = signIn();
    terminal.press("Enter").await("bob ● online");
    first.say(fromBob(1, "remember me"));
    terminal.await("remember me").press("Ctrl-Q").awaitEnd();

    server.answerPings(false);
    terminal = new TestTerminal(80, 24);
    open();
    terminal.await("remember me");
    server.answerPings(true);
    Peer second = server.acceptLogin();
    assertThat(second.expect(Sync.class).message())
        .isEqualTo(new Sync(1L, List.of(new Cursor(3L, 1L)), 0L, null));
  }

  @Test
  void whatWasNotSentOutlivesTheProgram() throws InterruptedException {
    Peer first = signIn();
    terminal.press("Enter").await("bob ● online").type("do not lose me").press("Enter");
    Request typing = first.expect(SendTyping.class);
    assertThat(typing.rid()).isNull();
    String cmid = ((SendDirect) first.expect(SendDirect.class).message()).cmid();
    terminal.press("Ctrl-Q").awaitEnd();

    terminal = new TestTerminal(80, 24);
    open();
    terminal.await("do not lose me");
    Peer second = server.acceptLogin();
    second.answer(second.expect(Sync.class), ROSTER);
    assertThat(((SendDirect) second.expect(SendDirect.class).message()).cmid()).isEqualTo(cmid);
  }

  @Test
  void accountOpenInAnotherWindowAsksForThePasswordOfASecondDevice() throws InterruptedException {
    signIn();
    var other = new TestTerminal(80, 24);
    other.open(server.address(), "", new Accounts(home.resolve("server")));
    other.await("Password").type("correct horse").press("Enter");
    Peer peer = server.accept();
    Request login = peer.expect(Login.class);
    assertThat(((Login) login.message()).name()).isEqualTo("ann");
    peer.say(new LoggedIn(login.rid(), 0, 7, "ann", "other", "u".repeat(43), null, null));
    sync(peer, other);
    other.press("Ctrl-C").awaitEnd();

    assertThat(new Accounts(home.resolve("server")).find("ann").orElseThrow().token())
        .isEqualTo("t".repeat(43));
  }
}
