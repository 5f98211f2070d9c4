package rookery.loadtest.bench;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import rookery.loadtest.link.Address;
import rookery.loadtest.process.Jdbc;
import rookery.loadtest.process.LocalCluster;
import rookery.loadtest.process.MariaDb;
import rookery.loadtest.process.Nodes;
import rookery.loadtest.process.Service;
import rookery.loadtest.thin.Parts;

/// What is measured: the system that was named, else the local cluster where it is up, else a node
/// of our own.
///
/// @param what for a person
/// @param accounts the file of its test accounts
/// @param own the node that ends with the run; empty when it is not ours
/// @param database the database that ends with it
/// @param record that database, or an H2 file beside the node's; empty when the node is not ours
/// @param parts its processes on this machine
/// @param keeper the socket of a node that makes accounts for tests
record SystemUnderTest(
    String what,
    Address tcp,
    Address http,
    Path accounts,
    Optional<Service> own,
    Optional<Service> database,
    Optional<Jdbc> record,
    Parts parts,
    Optional<Path> keeper)
    implements AutoCloseable {
  private static final int CONNECT_MS = 500;

  /// @param tcp null when none was named
  /// @param folder for the node's data, its log, and files with accounts
  /// @param mariaDb whether the node, where it is ours, has a MariaDB of its own; else an H2 file.
  ///   Both stay for the next run
  static SystemUnderTest find(
      @Nullable String tcp, @Nullable String http, Path folder, boolean mariaDb)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    if (tcp != null && http != null) {
      return there("the system at " + tcp, Address.parse(tcp), Address.parse(http), folder);
    }
    if (tcp != null || http != null) {
      throw new IllegalArgumentException("Name both --tcp and --http, or none.");
    }
    if (!mariaDb) {
      Optional<LocalCluster> cluster = LocalCluster.found(System.getenv());
      if (cluster.isPresent()) {
        Address lbTcp = Address.local(cluster.get().tcp());
        Address lbHttp = Address.local(cluster.get().http());
        if (answers(lbTcp) && answers(lbHttp)) {
          return there("the local cluster", lbTcp, lbHttp, folder);
        }
      }
      Jdbc beside = Jdbc.h2(folder.resolve("ceiling"));
      return start("a node of its own on H2", folder, Nodes.Store.H2, Optional.empty(), beside);
    }
    Path kept = Files.createDirectories(folder.resolve("mariadb"));
    MariaDb.Database database = MariaDb.create(kept);
    database.service().start();
    return start(
        "a node of its own on MariaDB",
        kept,
        database.store(),
        Optional.of(database.service()),
        database.record());
  }

  private static SystemUnderTest start(
      String what, Path folder, Nodes.Store store, Optional<Service> database, Jdbc record)
      throws InterruptedException {
    Nodes.Node node = Nodes.node("node", folder, store);
    node.service().start();
    return new SystemUnderTest(
        what,
        node.tcp(),
        node.http(),
        folder.resolve("accounts-own.tsv"),
        Optional.of(node.service()),
        database,
        Optional.of(record),
        new Parts(() -> pids(node.service(), database), List.of()),
        Optional.of(node.keeper()));
  }

  private static Map<String, Long> pids(Service node, Optional<Service> database) {
    Map<String, Long> pids = new TreeMap<>(Map.of("node", node.pid()));
    database.ifPresent(service -> pids.put("database", service.pid()));
    return pids;
  }

  private static SystemUnderTest there(String what, Address tcp, Address http, Path folder) {
    Optional<LocalCluster> cluster =
        LocalCluster.found(System.getenv()).filter(local -> local.serves(tcp));
    // The nodes of a cluster have one record, and accounts of any.
    String file =
        "accounts-"
            + cluster
                .map(local -> Address.local(local.tcp()))
                .orElse(tcp)
                .toString()
                .replace(':', '-')
            + ".tsv";
    return new SystemUnderTest(
        what,
        tcp,
        http,
        folder.resolve(file),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        cluster.map(local -> new Parts(local::pids, local.admins())).orElse(Parts.NONE),
        cluster.flatMap(LocalCluster::keeper));
  }

  private static boolean answers(Address address) {
    try (Socket socket = new Socket()) {
      socket.connect(address.socketAddress(), CONNECT_MS);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      if (own.isPresent()) {
        boolean _ = own.get().terminate();
      }
      if (database.isPresent()) {
        boolean _ = database.get().terminate();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
