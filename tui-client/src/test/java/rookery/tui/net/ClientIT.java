package rookery.tui.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Register;
import rookery.protocol.AccountMessages.Registered;
import rookery.protocol.ChatMessages.Drop;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.ErrorCode;
import rookery.protocol.Result;
import rookery.protocol.RosterMessages.Find;
import rookery.protocol.RosterMessages.Found;
import rookery.protocol.RosterMessages.Presence;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.codec.Request;
import rookery.tui.net.FakeServer.Peer;

final class ClientIT {
  private static final Credentials PASSWORD =
      new Credentials.ByPassword("ann", "correct horse", false);
  private static final Credentials REGISTER =
      new Credentials.ByPassword("ann", "correct horse", true);
  private static final Timers QUICK =
      Timers.STANDARD.withLiveness(Duration.ofMillis(80), Duration.ofMillis(80));
  private static final Sync SYNC = new Sync(0L, List.of());

  private final Told told = new Told();
  private FakeServer server;
  private Client client;

  @BeforeEach
  void listen() throws IOException {
    server = new FakeServer();
  }

  @AfterEach
  void end() throws IOException {
    if (client != null) {
      client.close();
    }
    server.close();
  }

  private void start(Credentials credentials, Timers timers) {
    client = new Client(server.address(), timers, "device", credentials, told);
    client.start();
  }

  /// A client in sync, and the server's end of its connection.
  private Peer begin(Timers timers) throws InterruptedException {
    start(PASSWORD, timers);
    return resume();
  }

  private Peer resume() throws InterruptedException {
    Peer peer = server.acceptLogin();
    told.await(ClientEvent.Connected.class);
    client.ask(SYNC);
    peer.sync();
    told.await(ClientEvent.Answered.class);
    return peer;
  }

  private static SendDirect direct(String cmid) {
    return new SendDirect(cmid, 8, "text " + cmid);
  }

  private static String cmid(Request request) {
    return ((SendDirect) request.message()).cmid();
  }

  private static Stored stored(long seq, String cmid) {
    return new Stored(3, seq, 1_000, cmid);
  }

  @Test
  void signsInByPasswordAndComesBackByToken() throws InterruptedException {
    start(PASSWORD, Timers.STANDARD);
    Peer first = server.accept();
    Request login = first.expect(Login.class);
    assertThat(((Login) login.message()).password()).isEqualTo("correct horse");
    first.say(new LoggedIn(login.rid(), 0, 7, "ann", "device", "t".repeat(43), null, null));
    assertThat(told.expect(ClientEvent.Connected.class).id()).isEqualTo(7);

    first.cut();
    told.expect(ClientEvent.Reconnecting.class);
    var second = (Login) server.accept().expect(Login.class).message();
    assertThat(second.token()).isEqualTo("t".repeat(43));
    assertThat(second.password()).isNull();
  }

  @Test
  void wrongPasswordIsToldAndEndsTheClient() throws InterruptedException {
    start(PASSWORD, Timers.STANDARD);
    Peer peer = server.accept();
    Request login = peer.expect(Login.class);
    peer.say(LoggedIn.error(login.rid(), ErrorCode.NOT_SIGNED_IN, "Wrong.", null));

    assertThat(told.expect(ClientEvent.Refused.class))
        .isEqualTo(new ClientEvent.Refused(ErrorCode.NOT_SIGNED_IN, "Wrong.", false));
    peer.expectEnd();
  }

  @Test
  void loginIsTriedAgainWhenTheServerCannotNow() throws InterruptedException {
    start(PASSWORD, Timers.STANDARD);
    Peer peer = server.accept();
    Request login = peer.expect(Login.class);
    peer.say(LoggedIn.error(login.rid(), ErrorCode.TRY_AGAIN, "Later.", 5));

    assertThat(told.expect(ClientEvent.Reconnecting.class).why()).isEqualTo("Later.");
    server.acceptLogin();
    told.await(ClientEvent.Connected.class);
  }

  @Test
  void registersThenSignsIn() throws InterruptedException {
    start(REGISTER, Timers.STANDARD);
    Peer peer = server.accept();
    peer.say(new Registered(peer.expect(Register.class).rid(), 0, 7, null, null));
    peer.signIn();

    told.expect(ClientEvent.Connected.class);
  }

  @Test
  void nameWhoseRegistrationGotNoAnswerIsTriedAsOurs() throws InterruptedException {
    start(REGISTER, Timers.STANDARD);
    Peer first = server.accept();
    first.expect(Register.class);
    first.cut();

    Peer second = server.accept();
    Request again = second.expect(Register.class);
    second.say(Registered.error(again.rid(), ErrorCode.CONFLICT, "Taken.", null));
    second.signIn();
    told.await(ClientEvent.Connected.class);
  }

  @Test
  void takenNameIsRefused() throws InterruptedException {
    start(REGISTER, Timers.STANDARD);
    Peer peer = server.accept();
    Request register = peer.expect(Register.class);
    peer.say(Registered.error(register.rid(), ErrorCode.CONFLICT, "Taken.", null));

    assertThat(told.expect(ClientEvent.Refused.class).sentence()).isEqualTo("Taken.");
  }

  @Test
  void nothingGoesOutBeforeTheSyncIsAnswered() throws InterruptedException {
    start(PASSWORD, Timers.STANDARD);
    client.send(direct("a"));
    Peer peer = server.acceptLogin();
    told.await(ClientEvent.Connected.class);
    client.ask(SYNC);
    peer.sync();

    assertThat(cmid(peer.expect(SendDirect.class))).isEqualTo("a");
  }

  @Test
  void unackedTextsGoAgainOldestFirstOnTheNextConnection() throws InterruptedException {
    Peer first = begin(Timers.STANDARD);
    client.send(direct("a"));
    client.send(direct("b"));
    first.answer(first.expect(SendDirect.class), stored(1, "a"));
    assertThat(told.expect(ClientEvent.Acked.class).text()).isEqualTo(direct("a"));
    first.expect(SendDirect.class);
    first.cut();
    client.send(direct("c"));

    Peer second = resume();
    assertThat(cmid(second.expect(SendDirect.class))).isEqualTo("b");
    assertThat(cmid(second.expect(SendDirect.class))).isEqualTo("c");
  }

  @Test
  void refusedForNowGoesAgainBeforeWhatCameAfterIt() throws InterruptedException {
    Peer peer = begin(Timers.STANDARD);
    client.send(direct("a"));
    client.send(direct("b"));
    Request a = peer.expect(SendDirect.class);
    Request b = peer.expect(SendDirect.class);
    peer.refuse(a, ErrorCode.TRY_AGAIN, 20);
    peer.refuse(b, ErrorCode.TRY_AGAIN, 20);

    assertThat(cmid(peer.expect(SendDirect.class))).isEqualTo("a");
    assertThat(cmid(peer.expect(SendDirect.class))).isEqualTo("b");
  }

  @Test
  void otherConversationsDoNotWait() throws InterruptedException {
    Peer peer = begin(Timers.STANDARD);
    client.send(direct("a"));
    peer.refuse(peer.expect(SendDirect.class), ErrorCode.SLOW_DOWN, 60_000);
    peer.say(Presence.of(8, true));
    told.await(ClientEvent.Came.class); // and so the refusal before it was taken
    client.send(direct("b"));
    client.send(new SendGroup("c", 1, "text"));

    peer.expect(SendGroup.class);
  }

  @Test
  void refusedForGoodIsToldWithItsSentence() throws InterruptedException {
    Peer peer = begin(Timers.STANDARD);
    client.send(direct("a"));
    peer.refuse(peer.expect(SendDirect.class), ErrorCode.FORBIDDEN, null);

    assertThat(told.expect(ClientEvent.Rejected.class))
        .isEqualTo(new ClientEvent.Rejected(direct("a"), ErrorCode.FORBIDDEN, "Not now."));
  }

  @Test
  void droppedTextLetsLaterOnesPass() throws InterruptedException {
    Peer peer = begin(Timers.STANDARD);
    client.send(direct("a"));
    peer.refuse(peer.expect(SendDirect.class), ErrorCode.SLOW_DOWN, 60_000);
    client.drop("a");

    assertThat(peer.expect(Drop.class).message()).isEqualTo(new Drop("a", 8, null));
  }

  @Test
  void openButDeadConnectionIsLeft() throws InterruptedException {
    Peer peer = begin(QUICK);
    server.answerPings(false);

    assertThat(told.await(ClientEvent.Reconnecting.class).why())
        .isEqualTo("Nothing is heard from the server.");
    peer.expectEnd();
  }

  @Test
  void quietConnectionIsKeptByPings() throws InterruptedException {
    begin(Timers.STANDARD.withLiveness(Duration.ofMillis(80), Duration.ofSeconds(1)));
    for (int i = 0; i < 4; i++) {
      assertThat(told.expect(ClientEvent.Came.class).message().msgid()).isEqualTo(13);
    }
  }

  @Test
  void serverThatDoesNotGreetIsLeft() throws InterruptedException {
    server.answerPings(false);
    start(PASSWORD, Timers.STANDARD.withAnswers(Duration.ofMillis(50), Duration.ofSeconds(5)));
    Peer peer = server.accept();
    peer.expectEnd();
    told.expect(ClientEvent.Reconnecting.class);
  }

  @Test
  void goodbyeSaysWhenToComeBack() throws InterruptedException {
    Peer peer = begin(Timers.STANDARD);
    peer.say(new Bye(ErrorCode.TRY_AGAIN, "Going down.", 5));

    assertThat(told.expect(ClientEvent.Reconnecting.class))
        .isEqualTo(new ClientEvent.Reconnecting(Duration.ofMillis(5), "Going down."));
    server.accept();
  }

  @Test
  void eventsKeepTheOrderOfTheServer() throws InterruptedException {
    Peer peer = begin(Timers.STANDARD);
    client.send(direct("a"));
    Request sent = peer.expect(SendDirect.class);
    peer.say(Presence.of(8, true));
    peer.answer(sent, stored(1, "a"));
    peer.say(Presence.of(8, false));

    told.expect(ClientEvent.Came.class);
    told.expect(ClientEvent.Acked.class);
    told.expect(ClientEvent.Came.class);
  }

  @Test
  void refusedRequestIsRepeatedAfterTheServersTime() throws InterruptedException {
    Peer peer = begin(Timers.STANDARD);
    client.ask(new Find("bo", null));
    peer.refuse(peer.expect(Find.class), ErrorCode.TRY_AGAIN, 5);
    peer.answer(peer.expect(Find.class), new Found(List.of(), List.of()));

    assertThat(told.expect(ClientEvent.Answered.class).result().code()).isEqualTo(ErrorCode.OK);
  }

  @Test
  void requestLostWithItsConnectionIsAnswered() throws InterruptedException {
    Peer peer = begin(Timers.STANDARD);
    long ticket = client.ask(new Find("bo", null));
    peer.expect(Find.class);
    peer.cut();

    ClientEvent.Answered answer = told.expect(ClientEvent.Answered.class);
    assertThat(answer.ticket()).isEqualTo(ticket);
    assertThat(answer.result().code()).isEqualTo(ErrorCode.TRY_AGAIN);
  }

  @Test
  void callWaitsForItsAnswer() throws InterruptedException {
    Peer peer = begin(Timers.STANDARD);
    BlockingQueue<Result> results = new LinkedBlockingQueue<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            results.add(client.call(new Find("bo", null)));
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    peer.answer(peer.expect(Find.class), new Found(List.of(), List.of()));

    Result result = results.poll(FakeServer.DEADLINE_SECONDS, TimeUnit.SECONDS);
    assertThat(result.data()).isInstanceOf(Found.class);
  }

  @Test
  void closingSendsWhatWaits() throws InterruptedException {
    Peer peer = begin(Timers.STANDARD);
    client.ask(new Find("bo", null));
    client.close();

    peer.expect(Find.class);
    peer.expectEnd();
  }

  @Test
  void nobodyListeningIsToldInASentence() throws InterruptedException, IOException {
    try (var held = new Socket()) { // bound, so that nobody else can begin to listen there
      held.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      var address = new Address("tcp", "127.0.0.1", held.getLocalPort(), "", "");
      client = new Client(address, Timers.STANDARD, "device", PASSWORD, told);
      client.start();

      assertThat(told.expect(ClientEvent.Reconnecting.class).why())
          .isEqualTo("Nobody listens there.");
    }
  }
}
