package rookery.server.session;

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
  private final BiConsumer<Session, Entry> classicReceived;
  private final SendWindow sends = new SendWindow();
  private volatile @Nullable Cursor newest;

  /// @param classicReceived told each entry that was written to a client that cannot confirm;
  ///   called on the writer's thread
  public Session(
      Connection connection,
      int user,
      String name,
      String device,
      BiConsumer<Session, Entry> classicReceived) {
    this.connection = connection;
    this.user = user;
    this.name = name;
    this.device = device;
    this.classicReceived = classicReceived;
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

  public SendWindow sends() {
    return sends;
  }

  /// The newest entry that this session was handed, null when there was none.
  public @Nullable Cursor newest() {
    return newest;
  }

  /// Sends what is no entry.
  public void send(ServerMessage message) {
    connection.send(new Frame(message));
  }

  /// Hands an entry of a conversation to the client.
  public void deliver(Frame frame, long conversation, long seq) {
    newest = new Cursor(conversation, seq);
    connection.send(frame);
  }

  /// Called by the connection's writer after `message` went out in the classic form, in which that
  /// counts as received.
  public void writtenClassic(ServerMessage message) {
    switch (message) {
      case Entry entry when entry.seq() > 0 -> classicReceived.accept(this, entry);
      case ClassicLoggedIn ack ->
          ack.offline().forEach(entry -> classicReceived.accept(this, entry));
      default -> {
        // Nothing that a cursor counts.
      }
    }
  }
}
