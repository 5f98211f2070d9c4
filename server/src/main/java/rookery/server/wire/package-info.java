/// Listeners and connections: bytes in, frames out, over TCP and WebSocket.
///
/// Threads of a connection: one virtual thread reads, `connection-<id>-read`, for as long as it
/// lives; one writes, `connection-<id>-write`, while its outbox is not empty; one platform thread,
/// `connection-guard`, looks at all connections of the process and cuts what is stuck or silent.
/// Nothing here interrupts a reader: it may be in the middle of a database call.
@NullMarked
package rookery.server.wire;

import org.jspecify.annotations.NullMarked;
