package rookery.server.wire;

import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import rookery.server.limit.LimitSettings;
import rookery.server.limit.Paces;

/// A connection on a thread of its own, over a transport of the test's.
final class Served {
  private final Guard guard;
  private final Transport transport;
  private final Thread thread;

  Served(Echo echo, Transport transport, WireTimes times) {
    this.guard = new Guard(times.guard());
    this.transport = transport;
    var traffic = new Traffic();
    var limits = new ConnectionLimits(10, 10, LimitSettings.NONE, traffic);
    var wire =
        new Wire(
            echo.dispatcher,
            echo.classic,
            times,
            traffic,
            guard,
            limits,
            new Paces(LimitSettings.NONE, Clock.systemUTC(), traffic.refusals()),
            new Doorway(),
            new Handshakes(times.handshake(), guard),
            new AtomicLong());
    ConnectionLimits.Place place = limits.enter(transport::close).orElseThrow();
    var connection = new ChatConnection(wire, transport, Packing.TCP, place);
    guard.start();
    thread = Thread.ofVirtual().start(() -> connection.run(new TcpInput()));
  }

  /// Ends the connection, and waits until it has ended.
  void close() throws InterruptedException {
    transport.close();
    thread.join();
    guard.close();
  }
}
