package rookery.server;

import io.helidon.health.HealthCheck;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rookery.protocol.codec.Classic;
import rookery.server.db.Database;
import rookery.server.db.DatabaseSettings;
import rookery.server.db.OpenException;
import rookery.server.observe.JsonLines;
import rookery.server.observe.ReadyCheck;
import rookery.server.observe.StateCheck;
import rookery.server.redis.Cluster;
import rookery.server.redis.RedisTimes;
import rookery.server.wire.KeeperSocket;
import rookery.server.wire.ListenException;
import rookery.server.wire.Listeners;

/// Runs a node until it is told to stop by SIGTERM or SIGINT.
@Command(
    name = "rookery server",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a node. It prints \"ready tcp=HOST:PORT http=HOST:PORT\" when it serves.",
      "Each option is also read from the environment (--store-user: ROOKERY_STORE_USER) and from the configuration file (rookery.store-user)."
    })
public final class Main implements Callable<Integer> {
  /// A setting cannot be used, or a port is taken.
  private static final int EXIT_SETTINGS = 2;

  private static final int EXIT_FAILED = 1;

  /// From the signal to the end of the process.
  private static final Duration LEAVE = Duration.ofSeconds(9);

  @Option(
      names = "--tcp",
      paramLabel = "HOST:PORT",
      description = "Where clients connect by TCP (127.0.0.1:7700).")
  private @Nullable String tcp;

  @Option(
      names = "--http",
      paramLabel = "HOST:PORT",
      description = "Where clients connect by WebSocket, path /ws (127.0.0.1:7780).")
  private @Nullable String http;

  @Option(
      names = "--admin",
      paramLabel = "HOST:PORT",
      description = "Health and metrics, not for the world (127.0.0.1:7790).")
  private @Nullable String admin;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Where the node keeps its files ($XDG_DATA_HOME/rookery).")
  private @Nullable String data;

  @Option(
      names = "--store",
      paramLabel = "FILE|URL",
      description = "The record: an H2 file, or a jdbc:mysql: URL (an H2 file in the data folder).")
  private @Nullable String store;

  @Option(
      names = "--store-user",
      paramLabel = "NAME",
      description =
          "The database's user; its password comes from ROOKERY_STORE_PASSWORD or the file.")
  private @Nullable String storeUser;

  @Option(
      names = "--redis",
      paramLabel = "URL",
      description =
          "Where a cluster's nodes meet, redis://HOST:PORT; without it the node is alone.")
  private @Nullable String redis;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description =
          "Speaks TLS with clients, by TCP and WebSocket: the certificate and those that vouch for it, in PEM.")
  private @Nullable String tlsCert;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "The certificate's key, in PEM (PKCS #8, not encrypted).")
  private @Nullable String tlsKey;

  @Option(
      names = "--log-format",
      paramLabel = "text|json",
      description = "What a line of the log, on standard error, looks like (text).")
  private @Nullable String logFormat;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "A configuration file, YAML or properties.")
  private String config = "";

  private final Map<String, String> environment;
  private final PrintStream out;
  private final PrintStream err;

  private Main(Map<String, String> environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  static void main(String[] args) throws IOException {
    configureLog();
    int code =
        args.length > 0 && args[0].equals("admin")
            ? new CommandLine(new AdminCommand(System.getenv(), System.out, System.err))
                .execute(Arrays.copyOfRange(args, 1, args.length))
            : node().execute(args);
    if (code != 0) {
      System.exit(code);
    }
  }

  private static CommandLine node() {
    CommandLine line = new CommandLine(new Main(System.getenv(), System.out, System.err));
    line.getCommandSpec().usageMessage().footer(LimitConfig.help());
    return line;
  }

  private static void configureLog() throws IOException {
    if (System.getProperty("java.util.logging.config.file") == null) {
      try (InputStream own = Main.class.getResourceAsStream("/logging.properties")) {
        LogManager.getLogManager().readConfiguration(own);
      }
    }
  }

  @Override
  public Integer call() {
    try {
      ServerConfig settings = ServerConfig.of(flags(), environment, config);
      if (settings.jsonLog()) {
        JsonLines.use();
      }
      return serve(settings);
    } catch (ConfigException | OpenException | ListenException e) {
      err.println(e.getMessage());
      return EXIT_SETTINGS;
    } catch (IOException e) {
      err.println("The data folder cannot be made: " + e.getMessage());
      return EXIT_SETTINGS;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return EXIT_FAILED;
    }
  }

  /// The record, and the door of the node's keeper, are nobody else's. A folder that is there stays
  /// as it is: who made it may want others in it.
  private static void makePrivate(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  private int serve(ServerConfig settings) throws IOException, InterruptedException {
    makePrivate(settings.data());
    Clock clock = Clock.system(settings.timeZone());
    Classic classic = new Classic(clock, settings.classicAckLimit());
    NodeMetrics metrics = new NodeMetrics();
    CountDownLatch over = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    int[] code = {0};
    Optional<KeeperSocket> keeper = Optional.empty();
    try (Database database =
            Database.open(
                new DatabaseSettings(
                    settings.store(), settings.storeUser(), settings.storePassword()));
        Node node =
            new Node(
                database,
                settings.redis(),
                RedisTimes.DEFAULT,
                classic,
                clock,
                metrics.entries(),
                settings.wire().limits(),
                settings.allowSeed());
        DatabaseWatch watch = new DatabaseWatch(database::ready, node);
        Listeners listeners =
            new Listeners(
                settings.wire(),
                node.dispatcher(),
                classic,
                checks(watch, node),
                sentence -> {
                  err.println(sentence);
                  code[0] = EXIT_FAILED;
                  over.countDown();
                })) {
      metrics.of(node, listeners.traffic(), watch::ready, database::pool);
      node.start();
      listeners.start();
      watch.start(listeners);
      keeper = keeper(settings.data(), node);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(over, closed), "leave"));
      listeners.fingerprint().ifPresent(hex -> out.println("tls-fingerprint " + hex));
      out.println(
          "ready tcp="
              + settings.wire().tcp().host()
              + ":"
              + listeners.port("tcp")
              + " http="
              + settings.wire().http().host()
              + ":"
              + listeners.port("http"));
      over.await();
    } finally {
      keeper.ifPresent(KeeperSocket::close);
      closed.countDown();
    }
    return code[0];
  }

  /// A node is of use without it, too.
  private Optional<KeeperSocket> keeper(Path data, Node node) {
    try {
      return Optional.of(
          KeeperSocket.open(data.resolve(AdminCommand.SOCKET), node.keeper()::answer));
    } catch (IOException | UnsupportedOperationException e) {
      err.println("This node takes no commands of ./rookery admin: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static List<HealthCheck> checks(DatabaseWatch watch, Node node) {
    List<HealthCheck> checks = new ArrayList<>();
    checks.add(new ReadyCheck("database", watch::ready));
    if (node.cluster().isPresent()) {
      checks.add(new StateCheck("cluster", () -> details(node.cluster().orElseThrow())));
    }
    return checks;
  }

  private static Map<String, Object> details(Cluster.Figures figures) {
    return Map.of(
        "redis", figures.redisThere() ? "there" : "away",
        "frames-out", figures.framesOut(),
        "frames-in", figures.framesIn(),
        "frames-lost", figures.framesLost(),
        "entries-read", figures.entriesRead());
  }

  /// The virtual machine ends when its shutdown hooks have: this one waits until everything is
  /// closed in order, but not for ever, as a database that hangs may hold up each part.
  private static void leave(CountDownLatch over, CountDownLatch closed) {
    over.countDown();
    try {
      if (!closed.await(LEAVE.toMillis(), TimeUnit.MILLISECONDS)) {
        System.getLogger(Main.class.getName())
            .log(Level.WARNING, "the node did not close within " + LEAVE + " and is ended");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, String> flags() {
    Map<String, String> flags = new HashMap<>();
    put(flags, "tcp", tcp);
    put(flags, "http", http);
    put(flags, "admin", admin);
    put(flags, "data", data);
    put(flags, "store", store);
    put(flags, "store-user", storeUser);
    put(flags, "redis", redis);
    put(flags, "tls-cert", tlsCert);
    put(flags, "tls-key", tlsKey);
    put(flags, "log-format", logFormat);
    return flags;
  }

  private static void put(Map<String, String> flags, String key, @Nullable String value) {
    if (value != null) {
      flags.put(key, value);
    }
  }
}
