package rookery.server.wire;

import io.helidon.health.HealthCheck;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Listeners on free ports over an [Echo].
final class EchoNode implements AutoCloseable {
  static final WireConfig.Address ANY = new WireConfig.Address("127.0.0.1", 0);
  static final WireConfig CONFIG = new WireConfig(ANY, ANY, ANY, 1_000, 1_000);

  /// Waits long where a test does not shorten it, and looks often.
  static final WireTimes TIMES =
      new WireTimes(
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          Duration.ofMillis(10));

  /// What [Listeners] reported.
  final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

  final Echo echo = new Echo();
  final Listeners listeners;

  EchoNode() {
    this(CONFIG, TIMES);
  }

  EchoNode(WireConfig config, WireTimes times) {
    this(config, times, List.of());
  }

  EchoNode(WireConfig config, WireTimes times, List<HealthCheck> checks) {
    listeners = new Listeners(config, times, echo.dispatcher, echo.classic, checks, ended::add);
    listeners.start();
  }

  TcpClient tcp() {
    return new TcpClient(listeners.port("tcp"));
  }

  @Override
  public void close() {
    listeners.stop();
  }
}
