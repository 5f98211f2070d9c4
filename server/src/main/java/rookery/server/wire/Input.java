package rookery.server.wire;

import java.util.Optional;
import rookery.protocol.ProtocolException;

/// Makes objects of the bytes of a connection. Used by its reader.
interface Input {
  /// Takes over bytes; call [#next()] until it is empty before the next ones.
  void feed(byte[] bytes);

  /// The next complete object, or empty when more bytes are needed.
  ///
  /// @throws ProtocolException when what came is no object; goes on with the next call, unless
  ///   framing is lost
  /// @throws WsViolation when the client breaks the rules of its transport
  Optional<String> next();

  /// The last object was no JSON after all.
  void skipToBoundary();

  /// Drops bytes while the connection closes, but looks for the client's goodbye.
  void discard(byte[] bytes);

  /// Whether part of an object is there and the rest is not.
  boolean pending();

  /// Whether the client has said goodbye: nothing follows.
  boolean ended();
}
