/// Gatling's simulations: one-to-one messages over TCP, by a protocol of our own, and over
/// WebSocket.
@NullMarked
package rookery.loadtest.gatling;

import org.jspecify.annotations.NullMarked;
