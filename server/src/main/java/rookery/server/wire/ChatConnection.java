package rookery.server.wire;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import rookery.protocol.codec.Frame;
import rookery.server.session.Connection;
import rookery.server.session.SendWindow;
import rookery.server.session.Session;

/// A client's connection, on either transport.
///
/// It ends in one of two ways. *Closed*: the writer empties the outbox and says the transport's
/// goodbye, the reader drops what still comes, and the guard cuts it when that takes too long.
/// Before it closes for a goodbye, what is under way is answered. *Cut*: the outbox is dropped and
/// the socket closed at once. In both the reader is the last to go: it waits for the writer, then
/// tells the dispatcher, once.
final class ChatConnection implements Connection, Guarded {
  private static final Logger LOG = System.getLogger(ChatConnection.class.getName());

  private static final String AWAY = "This server has lost its database: connect again.";

  private final long id;
  private final Link link;
  private final ConnectionLimits.Place place;
  private final WriteLoop writer;
  private final CountDownLatch written = new CountDownLatch(1);
  private volatile String remoteAddress;
  private volatile boolean version2;
  private volatile @Nullable Session session;
  private volatile boolean mustLeave;
  private volatile boolean deaf;
  private volatile boolean sentAway;
  private boolean cut;

  ChatConnection(Wire wire, Transport transport, Packing packing, ConnectionLimits.Place place) {
    this.id = wire.ids().incrementAndGet();
    this.link = new Link(wire, transport, packing);
    this.place = place;
    this.remoteAddress = transport.remoteAddress();
    this.writer = new WriteLoop(this, link);
  }

  /// Serves the client until the connection is gone. Runs on the thread that reads.
  void run(Input input) {
    Thread.currentThread().setName("connection-" + id + "-read");
    place.evictBy(this::evict);
    link.wire().guard().add(this);
    try {
      new ReadLoop(this, link, input).run();
      awaitWritten();
    } finally {
      try {
        cut("it is at its end");
        link.wire().dispatcher().closed(this);
      } catch (RuntimeException e) { // last resort: the count of connections must stay right
        LOG.log(Level.ERROR, this + " failed at its end", e);
      } finally {
        link.wire().guard().remove(this);
      }
    }
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public String remoteAddress() {
    return remoteAddress;
  }

  /// It is known whose connection it is: the peer's own, or whom a proxy named.
  void comesFrom(String address) {
    remoteAddress = address;
    if (!place.comesFrom(address)) {
      mustLeave = true;
      sendRaw(link.packing().packed(Wire.bye(Wire.TOO_MANY).version2()));
      close(WsFrame.TRY_AGAIN_LATER, Wire.TOO_MANY);
    }
  }

  @Override
  public boolean version2() {
    return version2;
  }

  @Override
  public void speakVersion2() {
    version2 = true;
  }

  @Override
  public void send(Frame frame) {
    put(new Outgoing.Message(frame, session), writer.size(frame));
  }

  void sendRaw(byte[] bytes) {
    put(new Outgoing.Raw(bytes), bytes.length);
  }

  private void put(Outgoing item, int size) {
    switch (link.outbox().put(item, size)) {
      case START -> startWriter();
      case FULL -> fail("its outbox is full");
      case WAITS, CLOSED -> {
        // The writer takes it; or nobody wants it any more.
      }
    }
  }

  @Override
  public boolean awaitDrained(Duration atMost) throws InterruptedException {
    return link.outbox().awaitDrained(atMost);
  }

  @Override
  public void close(String reason) {
    close(WsFrame.NORMAL, reason);
  }

  /// @param code of RFC 6455
  /// @param reason ASCII, told to the client where its transport has a word for it
  void close(int code, String reason) {
    LOG.log(Level.DEBUG, () -> this + " closes: " + reason);
    link.pulse().closes();
    if (link.outbox().closeAfter(link.packing().goodbye(code, reason))) {
      startWriter();
    }
  }

  /// Whether what comes is not to be handed on any more.
  boolean deaf() {
    return deaf || link.outbox().closed();
  }

  boolean closing() {
    return link.outbox().closed();
  }

  /// Ends it at once, whatever waits. Repeats do nothing.
  void cut(String reason) {
    if (firstCut()) {
      end(reason);
    }
  }

  /// Cuts it for its client's fault.
  private void fail(String reason) {
    if (firstCut()) {
      link.wire().traffic().cut.increment();
      end(reason);
    }
  }

  private synchronized boolean firstCut() {
    boolean first = !cut;
    cut = true;
    return first;
  }

  private void end(String reason) {
    LOG.log(Level.DEBUG, () -> this + " is cut: " + reason);
    boolean writerAtWork = link.outbox().abandon();
    link.transport().close();
    if (!writerAtWork) {
      written.countDown();
    }
  }

  @Override
  public Optional<Session> session() {
    return Optional.ofNullable(session);
  }

  @Override
  public void bind(Optional<Session> bound) {
    session = bound.orElse(null);
    place.signedIn(bound.isPresent());
  }

  @Override
  public void check(long now) {
    link.pulse().failure(now, version2).ifPresent(this::fail);
  }

  /// Hands on no more of what comes; what is under way is answered first, then BYE is said.
  @Override
  public void goodbye(String why) {
    deaf = true;
    Session bound = session;
    if (bound == null || bound.sends().idle()) {
      leave(why);
    } else {
      Thread _ =
          Thread.ofVirtual()
              .name("connection-" + id + "-leave")
              .start(() -> leaveAfter(bound.sends(), why));
    }
  }

  private void leaveAfter(SendWindow sends, String why) {
    try {
      // In the end a timer answers each send. Who has no answer by then asks again elsewhere.
      boolean _ = sends.awaitIdle(link.wire().times().drain());
      leave(why);
    } catch (InterruptedException _) {
      cut("it was told to stop");
    }
  }

  private void leave(String why) {
    sentAway = true;
    sayBye(why);
    close(WsFrame.GOING_AWAY, why);
  }

  /// Whoever has said nothing may be of the classic form, and would take the end of his connection
  /// for a failure.
  @Override
  public void sendAway() {
    if (version2 || session != null) {
      goodbye(AWAY);
    }
  }

  @Override
  public boolean sentAway() {
    return sentAway;
  }

  /// Its client came, or has spoken again, while clients are to go elsewhere. What it sent tells
  /// the form in which it is told so.
  void turnAway(String text) {
    deaf = true;
    link.wire().dispatcher().turnedAway(this, text, AWAY);
    leave(AWAY);
  }

  private void evict() {
    mustLeave = true;
    sayBye("There are too many connections: sign in sooner.");
    close(WsFrame.GOING_AWAY, "too many connections");
  }

  private void sayBye(String text) {
    Session bound = session;
    if (version2) {
      send(Wire.bye(text));
    } else if (bound != null) { // the classic form has no other word for it
      send(link.wire().classic().notice(bound.user(), text));
    }
  }

  /// All that was to be written is written, or lost. Called by the writer.
  void writerEnded() {
    written.countDown();
    if (link.packing() == Packing.TCP || mustLeave) {
      // The reader waits for nothing more; only a WebSocket's waits for the echo.
      link.transport().close();
    }
  }

  private void startWriter() {
    Thread _ = Thread.ofVirtual().name("connection-" + id + "-write").start(writer);
  }

  private void awaitWritten() {
    try {
      // The guard cuts before that; this is for a writer that is not at its socket.
      long limit = 2 * link.wire().times().drain().toMillis();
      if (!written.await(limit, TimeUnit.MILLISECONDS)) {
        LOG.log(Level.WARNING, this + " does not get its writer to an end");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the listener stops: go on to the end
    }
  }

  @Override
  public String toString() {
    return "connection " + id + " from " + remoteAddress;
  }
}
