package rookery.server.wire;

import org.jspecify.annotations.Nullable;
import rookery.protocol.codec.Frame;
import rookery.server.session.Session;

/// What waits in an outbox.
sealed interface Outgoing {
  /// A frame.
  ///
  /// @param session who was signed in when it was sent; null when nobody was
  record Message(Frame frame, @Nullable Session session) implements Outgoing {}

  /// Bytes that are complete as they are: a WebSocket's pong or close.
  record Raw(byte[] bytes) implements Outgoing {}
}
