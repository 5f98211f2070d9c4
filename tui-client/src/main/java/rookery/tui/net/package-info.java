/// The client's side of the wire: one connection over TCP or WebSocket, and one identity that is
/// kept connected for ever.
///
/// [rookery.tui.net.Client] is what others use. Its threads, all virtual: one that connects, signs
/// in and waits for the end; one that sends the outbox; and for each connection a reader, a writer
/// and one that watches for silence.
@NullMarked
package rookery.tui.net;

import org.jspecify.annotations.NullMarked;
