package rookery.server.wire;

import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A connection of an HTTP listener, as Helidon sees it: counted, and closed when its handshake
/// takes too long.
final class HttpConnection implements ServerConnection, InterruptableTask<Void>, Guarded {
  private static final byte[] FULL =
      """
      HTTP/1.1 503 Service Unavailable\r
      Retry-After: 1\r
      Content-Length: 0\r
      Connection: close\r
      \r
      """
          .getBytes(StandardCharsets.US_ASCII);

  private final HttpSelector selector;
  private final ConnectionContext context;
  private final Transport transport;
  private final ServerConnection http;
  private final long since = System.nanoTime();
  private volatile ConnectionLimits.@Nullable Place place;
  private volatile boolean upgraded;

  HttpConnection(HttpSelector selector, ConnectionContext context, ServerConnection http) {
    this.selector = selector;
    this.context = context;
    this.transport = new HelidonTransport(context);
    this.http = http;
  }

  /// Runs on the connection's own thread; the socket is closed when it returns.
  @Override
  public void handle(Limit limit) throws InterruptedException {
    Optional<ConnectionLimits.Place> entered =
        selector.turnsAway() ? Optional.empty() : selector.limits().enter(transport::close);
    // Behind a trusted peer the client is known from its handshake only.
    String peer = transport.remoteAddress();
    boolean room =
        entered.isPresent() && (selector.trusted().contains(peer) || entered.get().comesFrom(peer));
    if (!room) {
      refuse();
    }
    selector.doorway().passed();
    if (!room) {
      entered.ifPresent(ConnectionLimits.Place::leave);
      return;
    }
    place = entered.get();
    selector.opened(context, this);
    try {
      http.handle(limit);
    } finally {
      selector.closed(context, this);
      entered.get().leave();
    }
  }

  private void refuse() {
    try {
      transport.write(FULL); // the first bytes on a socket never block
    } catch (IOException _) {
      // Gone already.
    }
  }

  /// It is a WebSocket from now on; others watch over it.
  void upgraded() {
    upgraded = true;
  }

  /// Its place in the count, from [#handle] on.
  ConnectionLimits.Place place() {
    ConnectionLimits.Place taken = place;
    if (taken == null) {
      throw new IllegalStateException("not handled yet");
    }
    return taken;
  }

  @Override
  public void check(long now) {
    if (!upgraded && now - since > selector.times().handshake().toNanos()) {
      transport.close();
    }
  }

  @Override
  public void goodbye(String why) {
    if (!upgraded) {
      transport.close();
    }
  }

  @Override
  public void sendAway() {
    // Of what it becomes, the first frame is answered so.
  }

  @Override
  public Duration idleTime() {
    return upgraded ? Duration.ZERO : http.idleTime();
  }

  /// Helidon interrupts what may be at stop: a reader of ours may be in a database call.
  @Override
  public boolean canInterrupt() {
    return !upgraded && http instanceof InterruptableTask<?> task && task.canInterrupt();
  }

  @Override
  public void close(boolean interrupt) {
    if (upgraded) {
      transport.close();
    } else {
      http.close(interrupt);
    }
  }
}
