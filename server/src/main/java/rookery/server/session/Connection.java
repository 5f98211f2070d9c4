package rookery.server.session;

import java.time.Duration;
import java.util.Optional;
import rookery.protocol.ServerMessage;
import rookery.protocol.codec.Frame;

/// A client's transport, TCP or WebSocket; nothing above can tell which.
///
/// All methods may be called from any thread and none but [#awaitDrained] blocks.
public interface Connection {
  /// Unique in this process, from 1, for logs.
  long id();

  /// The address of the client, without port; the one that a trusted proxy named, where there is
  /// one.
  String remoteAddress();

  /// Whether the client has said that it speaks version 2; never taken back.
  boolean version2();

  /// From now on version 2 is spoken, in both directions.
  void speakVersion2();

  /// Puts a frame into the outbox, in the form that this connection speaks when it is written. A
  /// full outbox closes the connection: its client catches up by its cursors. After [#close] it
  /// does nothing.
  void send(Frame frame);

  /// Puts a message for this connection alone into the outbox.
  default void send(ServerMessage message) {
    send(new Frame(message));
  }

  /// Waits until the outbox is empty, for a sender of much that would fill it.
  ///
  /// @return false when it is not empty in time, or the connection is closed
  boolean awaitDrained(Duration atMost) throws InterruptedException;

  /// Writes what is in the outbox, for two seconds at most, then closes. Repeats do nothing.
  void close(String reason);

  /// Whether its client was told to go elsewhere, and to ask there again for what has no answer.
  boolean sentAway();

  /// The session, while somebody is signed in.
  Optional<Session> session();

  /// Binds the session of who signed in, or ends the binding. Called on the connection's reader
  /// thread only.
  void bind(Optional<Session> session);
}
