package rookery.server.session;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import rookery.protocol.AccountMessages.ClassicLoggedIn;
import rookery.protocol.Entry;
import rookery.protocol.ServerMessage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.codec.Frame;

/// A live, signed-in connection of one client; a user may have several. Thread-safe.
public final class Session {
  private final Connection connection;
  private final int user;
  private final String name;
  private final String device;
  private final @Nullable BiConsumer<Session, Entry> classicReceived;
  private final @Nullable CatchUp catchUp;
  private final SendWindow sends = new SendWindow();
  private volatile @Nullable Cursor newest;

  private Session(
      Connection connection,
      int user,
      String name,
      String device,
      @Nullable BiConsumer<Session, Entry> classicReceived,
      @Nullable CatchUp catchUp) {
    this.connection = connection;
    this.user = user;
    this.name = name;
    this.device = device;
    this.classicReceived = classicReceived;
    this.catchUp = catchUp;
  }

  /// A session of a client that confirms what it received.
  public static Session version2(Connection connection, int user, String name, String device) {
    return new Session(connection, user, name, device, null, null);
  }

  /// A session of a client that cannot confirm, nor ask for what it missed.
  ///
  /// @param received told each entry that was written; called on the writer's thread
  /// @param catchUp holds live entries back until the log was read
  public static Session classic(
      Connection connection,
      int user,
      String name,
      String device,
      BiConsumer<Session, Entry> received,
      CatchUp catchUp) {
    return new Session(connection, user, name, device, received, catchUp);
  }

  public Connection connection() {
    return connection;
  }

  public int user() {
    return user;
  }

  /// The user's name when he signed in.
  public String name() {
    return name;
  }

  /// The device's id, unique for its user.
  public String device() {
    return device;
  }

  /// Whether its client takes what it is handed, and can ask for nothing.
  boolean cannotAsk() {
    return catchUp != null;
  }

  public SendWindow sends() {
    return sends;
  }

  /// The newest entry that this session was handed; empty when there was none.
  public Optional<Cursor> newest() {
    return Optional.ofNullable(newest);
  }

  /// Sends what is no entry.
  public void send(ServerMessage message) {
    connection.send(new Frame(message));
  }

  /// Hands over an entry that was committed just now.
  public void deliverLive(Frame frame, long conversation, long seq) {
    if (catchUp == null || !catchUp.holds(frame, conversation, seq)) {
      deliver(frame, conversation, seq);
    }
  }

  /// Hands over an entry that was read from the log.
  public void deliver(Entry entry) {
    deliver(new Frame(entry), entry.conv(), entry.seq());
  }

  /// Hands over an entry.
  void deliver(Frame frame, long conversation, long seq) {
    newest = new Cursor(conversation, seq);
    connection.send(frame);
  }

  /// Called by the connection's writer after `message` went out in the classic form, in which that
  /// counts as received.
  public void writtenClassic(ServerMessage message) {
    BiConsumer<Session, Entry> received = classicReceived;
    if (received == null) {
      return;
    }
    switch (message) {
      case Entry entry when entry.seq() > 0 -> received.accept(this, entry);
      case ClassicLoggedIn ack -> ack.offline().forEach(entry -> received.accept(this, entry));
      default -> {
        // Nothing that a cursor counts.
      }
    }
  }
}
