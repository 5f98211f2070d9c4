package rookery.loadtest.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import rookery.loadtest.link.Address;

/// Starts nodes from the server's jar, as `./rookery server` does.
public final class Nodes {
  /// A few connections bring the load of thousands of people here, which is no flood; and accounts
  /// are for tests alone.
  private static final Map<String, String> UNLIMITED =
      Map.of(
          "ROOKERY_CONNECTION_MESSAGES", "0",
          "ROOKERY_CONNECTION_BYTES", "0",
          "ROOKERY_USER_MESSAGES", "0",
          "ROOKERY_USER_BYTES", "0",
          "ROOKERY_USER_SESSIONS", "0",
          "ROOKERY_ALLOW_SEED", "true");

  private Nodes() {}

  /// A node that is not started yet, with its ports and its data folder for good.
  ///
  /// @param tcp where it listens for TCP
  /// @param http where it listens for WebSocket
  /// @param keeper the socket of its keeper, who may make accounts for tests
  public record Node(Service service, Address tcp, Address http, Path keeper) {}

  /// @param folder for its data and its log
  /// @param store arguments and environment that say where the record is; none: H2 in the folder
  public static Node node(String name, Path folder, Store store) {
    Path data = folder.resolve("data-" + name);
    Address tcp = Address.local(Child.freePort());
    Address http = Address.local(Child.freePort());
    List<String> command = new ArrayList<>();
    command.add(java());
    command.add(System.getProperty("rookery.server.options", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(moreOptions());
    command.addAll(
        List.of(
            "-jar",
            jar().toString(),
            "--tcp",
            tcp.toString(),
            "--http",
            http.toString(),
            "--admin",
            "127.0.0.1:0",
            "--data",
            data.toString()));
    command.addAll(store.arguments());
    Service service =
        new Service(
            name,
            command,
            environment(store),
            folder.resolve(name + ".log"),
            line -> line.startsWith("ready tcp="));
    return new Node(service, tcp, http, data.resolve("admin.sock"));
  }

  private static Map<String, String> environment(Store store) {
    Map<String, String> environment = new HashMap<>(UNLIMITED);
    environment.putAll(store.environment());
    return environment;
  }

  /// How a node is told where the record is.
  public record Store(List<String> arguments, Map<String, String> environment) {
    /// An H2 file in the node's own folder.
    public static final Store H2 = new Store(List.of(), Map.of());

    public Store {
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }

    /// In a cluster whose nodes meet there.
    ///
    /// @param redis as this node reaches it
    public Store meetingAt(Address redis) {
      List<String> more = new ArrayList<>(arguments);
      more.addAll(List.of("--redis", "redis://" + redis));
      return new Store(more, environment);
    }
  }

  private static String java() {
    String ours = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return System.getProperty("rookery.java", ours);
  }

  /// From the environment, as for `./rookery server`: other memory, a profile.
  private static List<String> moreOptions() {
    String options = System.getenv().getOrDefault("ROOKERY_NODE_OPTIONS", "").strip();
    return options.isEmpty() ? List.of() : List.of(options.split("\\s+"));
  }

  private static Path jar() {
    String jar = System.getProperty("rookery.server.jar", "");
    if (jar.isEmpty() || !Files.isRegularFile(Path.of(jar))) {
      throw new ProcessException("There is no server to start: run this by ./rookery.");
    }
    return Path.of(jar);
  }
}
