package rookery.server.wire;

import io.helidon.health.HealthCheck;
import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import rookery.protocol.codec.Classic;
import rookery.server.dispatch.Dispatcher;
import rookery.server.limit.Paces;

/// A node's listeners for TCP, WebSockets and operators, with all connections behind them.
///
/// Started once and stopped once, by one thread.
public final class Listeners implements AutoCloseable {
  private static final Logger LOG = System.getLogger(Listeners.class.getName());

  /// From the goodbye to the moment when readers are no longer waited for.
  private static final Duration LEAVE = Duration.ofSeconds(3);

  private final WireConfig config;
  private final Traffic traffic = new Traffic();
  private final Guard guard;
  private final ConnectionLimits limits;
  private final Optional<TlsIdentity> identity;
  private final WebServer server;
  private final Consumer<String> ended;
  private volatile ListenerWatch watch;

  /// @param checks shown on the admin listener, beside one for the listeners themselves
  /// @param ended told in one sentence that a listener has ended by itself; the node cannot go on
  /// @throws ListenException when the host of an address is not known, or the files for TLS cannot
  ///   be used
  public Listeners(
      WireConfig config,
      Dispatcher dispatcher,
      Classic classic,
      List<HealthCheck> checks,
      Consumer<String> ended) {
    this(config, WireTimes.DEFAULT, dispatcher, classic, checks, ended);
  }

  Listeners(
      WireConfig config,
      WireTimes times,
      Dispatcher dispatcher,
      Classic classic,
      List<HealthCheck> checks,
      Consumer<String> ended) {
    this.config = config;
    this.ended = ended;
    this.guard = new Guard(times.guard());
    List.of(config.tcp(), config.http(), config.admin()).forEach(Listeners::requireHost);
    this.limits =
        new ConnectionLimits(
            OpenFiles.connections(config.maxConnections()),
            config.maxNotSignedIn(),
            config.limits(),
            traffic);
    var wire =
        new Wire(
            dispatcher,
            classic,
            times,
            traffic,
            guard,
            limits,
            new Paces(config.limits(), Clock.systemUTC(), traffic.refusals()),
            new Doorway(),
            new Handshakes(times.handshake(), guard),
            new AtomicLong());
    List<HealthCheck> all = new ArrayList<>(checks);
    all.add(new Check());
    this.identity = config.tls().map(TlsIdentity::read);
    this.server = Sockets.build(config, identity, wire, all);
    this.watch = new ListenerWatch(Map.of(), ended);
  }

  /// @throws ListenException when an address is in use or is none of this machine's
  public void start() {
    requireFree("tcp", config.tcp());
    requireFree("http", config.http());
    requireFree("admin", config.admin());
    guard.start();
    server.start();
    if (!server.isRunning()) { // taken since, or refused for a reason that only Helidon's log has
      guard.close();
      throw new ListenException(
          "Cannot listen on "
              + List.of(config.tcp(), config.http(), config.admin())
              + ": the log has the reason.");
    }
    watch =
        new ListenerWatch(
            Map.of(
                "tcp", new InetSocketAddress(config.tcp().host(), port("tcp")),
                "http", new InetSocketAddress(config.http().host(), port("http")),
                "admin", new InetSocketAddress(config.admin().host(), port("admin"))),
            ended);
    watch.start();
  }

  /// The port that is listened on.
  ///
  /// @param listener `tcp`, `http` or `admin`
  public int port(String listener) {
    return server.port(listener.equals("http") ? Sockets.HTTP : listener);
  }

  /// SHA-256 of the certificate that is shown to clients, in hex; empty without TLS.
  public Optional<String> fingerprint() {
    return identity.map(TlsIdentity::fingerprint);
  }

  /// Whether all listeners take connections; at most a second old.
  public boolean running() {
    return server.isRunning() && watch.allListen();
  }

  /// Sends all clients to the other nodes, and who comes after them too. Repeats do nothing.
  public void sendAway() {
    guard.sendAway();
  }

  /// Serves again who comes.
  public void welcome() {
    guard.welcome();
  }

  public Traffic traffic() {
    return traffic;
  }

  /// Says goodbye to all clients, writes what waits for them, and closes; within five seconds.
  /// Newcomers are turned away with a word meanwhile.
  public void stop() {
    watch.close();
    limits.shut();
    guard.goodbye();
    try {
      // Helidon interrupts who is left, and a reader may be in a database call.
      if (!guard.awaitEmpty(LEAVE)) {
        LOG.log(Level.WARNING, "some connections do not come to their end");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    server.stop();
    guard.close();
  }

  @Override
  public void close() {
    stop();
  }

  private static void requireHost(WireConfig.Address address) {
    if (new InetSocketAddress(address.host(), address.port()).isUnresolved()) {
      throw new ListenException("Cannot listen on " + address + ": no such host.");
    }
  }

  private static void requireFree(String listener, WireConfig.Address address) {
    String text = "Cannot listen on " + address + " for " + listener + ": ";
    try {
      if (Occupied.is(new InetSocketAddress(address.host(), address.port()))) {
        throw new ListenException(text + "another process listens there.");
      }
    } catch (IOException e) {
      throw new ListenException(text + e.getMessage() + ".", e);
    }
  }

  private final class Check implements HealthCheck {
    @Override
    public HealthCheckType type() {
      return HealthCheckType.READINESS;
    }

    @Override
    public String name() {
      return "listeners";
    }

    @Override
    public HealthCheckResponse call() {
      return HealthCheckResponse.builder().status(running()).build();
    }
  }
}
