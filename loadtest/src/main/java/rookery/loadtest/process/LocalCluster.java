package rookery.loadtest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import rookery.loadtest.link.Address;

/// What `./rookery cluster up` made on this machine. Its ports lie above the balancer's two.
///
/// @param tcp the balancer's port for TCP
/// @param http its port for WebSocket
public record LocalCluster(Path folder, int nodes, int tcp, int http) {
  /// Of a node's admin listener, above the balancer's for WebSocket.
  private static final int ADMIN = 10;

  /// Where one was brought up; it may be down by now.
  public static Optional<LocalCluster> found(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
    String shared =
        environment.getOrDefault("XDG_DATA_HOME", Path.of(home, ".local", "share").toString());
    Path folder =
        Path.of(
            environment.getOrDefault(
                "ROOKERY_CLUSTER_DIR", Path.of(shared, "rookery-cluster").toString()));
    try {
      String[] words = Files.readString(folder.resolve("settings")).strip().split(" ", -1);
      return Optional.of(
          new LocalCluster(
              folder,
              Integer.parseInt(words[0]),
              Integer.parseInt(words[1]),
              Integer.parseInt(words[2])));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /// Whether this is the balancer's address for TCP, or a node's.
  public boolean serves(Address address) {
    return address.host().equals("127.0.0.1")
        && address.port() >= tcp
        && address.port() <= tcp + nodes;
  }

  /// Processes by the names of their parts: `node-1`, `database`, `redis`, `balancer`.
  public Map<String, Long> pids() {
    Map<String, Long> pids = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder.resolve("run"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".pid")).toList()) {
        String name = String.valueOf(file.getFileName()).replace(".pid", "");
        pids.put(name, Long.parseLong(Files.readString(file).split("\\s+", -1)[0]));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return pids;
  }

  /// Where nodes tell their numbers.
  public List<Address> admins() {
    return IntStream.rangeClosed(1, nodes)
        .mapToObj(node -> Address.local(http + ADMIN + node))
        .toList();
  }

  /// The socket of a node's keeper, the first that there is.
  public Optional<Path> keeper() {
    return IntStream.rangeClosed(1, nodes)
        .mapToObj(node -> folder.resolve("node-" + node).resolve("admin.sock"))
        .filter(Files::exists)
        .findFirst();
  }
}
