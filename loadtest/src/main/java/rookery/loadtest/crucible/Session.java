package rookery.loadtest.crucible;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import rookery.loadtest.link.Link;
import rookery.protocol.AccountMessages.Bye;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.AccountMessages.Ping;
import rookery.protocol.AccountMessages.Pong;
import rookery.protocol.ChatMessages.Received;
import rookery.protocol.ClientMessage;
import rookery.protocol.Entry;
import rookery.protocol.ErrorCode;
import rookery.protocol.MessageType;
import rookery.protocol.Result;
import rookery.protocol.RosterMessages.Presence;
import rookery.protocol.ServerMessage;
import rookery.protocol.SyncMessages.Cursor;

/// One connection of a device: ping, login by token, sync, then texts both ways, until something
/// ends it. Runs on the device's thread; what the reader read and this did not take yet dies with
/// it.
final class Session {
  private static final int INBOX_MESSAGES = 10_000;
  private static final long TICK_MS = 10;
  private static final long CONFIRM_EVERY = Duration.ofMillis(200).toNanos();

  private final Device device;
  private final Link link;
  private final Catching catching;
  private final BlockingQueue<Optional<ServerMessage>> inbox =
      new LinkedBlockingQueue<>(INBOX_MESSAGES);
  private Step step = Step.HELLO;
  private long stepUntil;
  private long rids;
  private long heardAt = System.nanoTime();
  private long sentAt = heardAt;
  private long pingedAt;
  private long confirmAt;

  private enum Step {
    HELLO,
    LOGIN,
    SIGNED_IN
  }

  Session(Device device, Link link) {
    this.device = device;
    this.link = link;
    this.catching = new Catching(device, this);
  }

  /// Whether it came so far as to be signed in.
  boolean live() {
    return step == Step.SIGNED_IN;
  }

  /// Returns when the connection, or the device, is over.
  void run() throws IOException, InterruptedException, DiedException {
    Thread.ofVirtual().name("crucible-read").start(this::read);
    next(Step.HELLO, new Ping(), Timers.HELLO_WITHIN);
    while (device.stage() != Device.Stage.OVER) {
      Optional<ServerMessage> message = inbox.poll(TICK_MS, TimeUnit.MILLISECONDS);
      if (message != null) {
        handle(message.orElseThrow(() -> new IOException("the connection ended")));
      }
      if (inbox.isEmpty() || message == null) {
        tick(System.nanoTime());
      }
    }
  }

  private void read() {
    try {
      Optional<ServerMessage> message;
      do {
        message = link.read();
        inbox.put(message);
      } while (message.isPresent());
    } catch (IOException _) {
      boolean _ = inbox.offer(Optional.empty());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void next(Step now, ClientMessage question, Duration within) throws IOException {
    step = now;
    stepUntil = System.nanoTime() + within.toNanos();
    long _ = send(question);
  }

  /// Sends a request.
  ///
  /// @return its request id
  long send(ClientMessage message) throws IOException {
    rids++;
    link.send(message, rids);
    sentAt = System.nanoTime();
    return rids;
  }

  private void handle(ServerMessage message) throws IOException, DiedException {
    heardAt = System.nanoTime();
    switch (message) {
      case Pong pong -> pong(pong);
      case LoggedIn ack -> loggedIn(ack);
      case Result result -> result(result);
      case Entry entry ->
          device.cursors.take(new Place(entry.conv(), entry.seq()), Content.of(entry));
      case Presence presence -> device.friends.told(presence);
      case Bye bye -> throw new Device.Bye(bye.retryMs());
      default -> {
        // Receipts: nothing to judge.
      }
    }
  }

  private void pong(Pong pong) throws IOException {
    pingedAt = 0;
    if (step == Step.HELLO) {
      Login login = new Login(null, null, null, device.token(), device.seat.name());
      next(Step.LOGIN, login, Timers.RESUME_WITHIN);
    } else if (pong.conv() != null && pong.seq() != null) {
      catching.compare(pong.conv(), pong.seq());
    }
  }

  private void loggedIn(LoggedIn ack) throws IOException {
    if (ack.code() != ErrorCode.OK) {
      if (ack.code() == ErrorCode.NOT_SIGNED_IN) {
        device.notebook.wrong("the token is refused");
      }
      throw new IOException("login refused with " + ack.code() + ": " + ack.errmsg());
    }
    if (ack.token() != null) {
      device.token(ack.token());
    }
    step = Step.SIGNED_IN;
    device.here();
    catching.sync();
  }

  private void result(Result result) throws IOException, DiedException {
    if (ErrorCode.mayBeRepeated(result.code())) {
      device.tally.tryAgain.increment();
    } else if (result.code() == ErrorCode.INTERNAL) {
      device.tally.internal.increment();
      device.notebook.wrong("error 500: " + result);
    }
    switch (MessageType.of(result.of()).orElse(MessageType.RESULT)) {
      case ONE_CHAT, GROUP_CHAT -> Answered.take(device, result);
      case SYNC, BACKLOG -> catching.answer(result);
      default -> device.notebook.note("unexpected answer: " + result);
    }
  }

  private void tick(long now) throws IOException, DiedException {
    if (device.absent()) {
      throw new Device.Absence();
    }
    if (step != Step.SIGNED_IN) {
      if (now - stepUntil > 0) {
        throw new IOException("no answer in step " + step);
      }
      return;
    }
    dieWhenTold();
    catching.tick(now);
    write(now);
    confirm(now);
    stayAlive(now);
  }

  private void dieWhenTold() throws IOException, DiedException {
    Death death = device.death();
    if (death == Death.IN_SYNC && device.state() == Device.State.IN_STEP) {
      throw new IOException("away, to miss something and die in the sync");
    }
    if (death == Death.PLAIN || death == Death.FORGETTING) {
      throw new DiedException(death == Death.FORGETTING);
    }
  }

  private void write(long now) throws IOException {
    if (device.stage() == Device.Stage.WRITING && device.pace.due(now, device.outbox.size())) {
      Pace.Draft draft = device.pace.next(now);
      device.notebook.sent(draft.number(), Answered.content(device, draft));
      device.outbox.add(draft.cmid(), draft.target(), draft.text());
    }
    if (catching.synced()) {
      for (Optional<Outbox.Pending> text = device.outbox.next(now);
          text.isPresent();
          text = device.outbox.next(now)) {
        Outbox.Pending next = text.get();
        device.outbox.sent(next, send(next.target.message(next.cmid, next.text)), now);
      }
    }
    device.waiting(device.outbox.size());
  }

  private void confirm(long now) throws IOException, DiedException {
    if (now - confirmAt < 0) {
      return;
    }
    confirmAt = now + CONFIRM_EVERY;
    for (Cursor moved : device.cursors.toConfirm()) {
      if (device.death() == Death.BEFORE_CONFIRMING) {
        throw new DiedException(false);
      }
      long _ = send(new Received(moved.conv(), moved.seq()));
    }
  }

  private void stayAlive(long now) throws IOException {
    if (device.outbox.waitingSince(now - Timers.ANSWER_WITHIN.toNanos())) {
      throw new IOException("a send was not answered");
    }
    long quiet = Timers.PING_AFTER.toNanos();
    if (pingedAt != 0 && now - pingedAt > Timers.DEAD_AFTER.toNanos() && heardAt - pingedAt < 0) {
      throw new IOException("the server is silent");
    }
    if (pingedAt == 0 && (now - heardAt > quiet || now - sentAt > quiet)) {
      pingedAt = now;
      long _ = send(new Ping());
    }
  }
}
