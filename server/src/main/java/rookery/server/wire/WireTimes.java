package rookery.server.wire;

import java.time.Duration;

/// How long a connection may take; `docs/protocol.md` sections 1 and 13.
///
/// @param frame from the first byte of a frame to its last
/// @param silence of a version 2 connection
/// @param handshake from the connection to the WebSocket
/// @param write of what the outbox held at once; who reads nothing for so long is cut
/// @param drain from the wish to close to the end
/// @param guard between two looks at all connections
record WireTimes(
    Duration frame,
    Duration silence,
    Duration handshake,
    Duration write,
    Duration drain,
    Duration guard) {
  static final WireTimes DEFAULT =
      new WireTimes(
          Duration.ofSeconds(10),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(2),
          Duration.ofMillis(250));
}
