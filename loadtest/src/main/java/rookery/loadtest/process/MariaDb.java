package rookery.loadtest.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import rookery.loadtest.link.Address;

/// A MariaDB server of our own on a free port, which commits durably.
public final class MariaDb {
  private static final Duration INSTALL_WITHIN = Duration.ofSeconds(60);

  /// For one run, on the loopback interface alone.
  private static final String PASSWORD = "rookery";

  /// Runs at each start, before the server takes connections.
  private static final String SETUP =
      """
      CREATE DATABASE IF NOT EXISTS rookery CHARACTER SET utf8mb4;
      CREATE USER IF NOT EXISTS rookery@'127.0.0.1' IDENTIFIED BY 'rookery';
      GRANT ALL ON rookery.* TO rookery@'127.0.0.1';
      """;

  private MariaDb() {}

  /// @param service not started yet
  /// @param store for the nodes
  /// @param record the same, for JDBC
  public record Database(Service service, Address address, Nodes.Store store, Jdbc record) {}

  /// Makes an empty database, or takes the one that is there.
  ///
  /// @param folder for its data and its log
  public static Database create(Path folder) throws InterruptedException {
    Path data = folder.resolve("database");
    Path log = folder.resolve("database.log");
    String user = System.getProperty("user.name");
    if (!Files.isDirectory(data)) {
      install(user, data, log);
    }
    int port = Child.freePort();
    Address address = Address.local(port);
    return new Database(
        new Service(
            "database",
            command(folder, data, user, port),
            Map.of(),
            log,
            line -> line.contains("ready for connections")),
        address,
        storeAt(address),
        new Jdbc(url(address), "rookery", PASSWORD, false));
  }

  private static void install(String user, Path data, Path log) throws InterruptedException {
    Child install =
        Child.start(
            List.of(
                Programs.of("mariadb-install-db"),
                "--no-defaults",
                "--user=" + user,
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db"),
            Map.of(),
            log,
            line -> false);
    if (!install.succeeded(INSTALL_WITHIN)) {
      throw new ProcessException("MariaDB could not be set up; see " + log);
    }
  }

  /// The same for a node that reaches it by another way.
  public static Nodes.Store storeAt(Address address) {
    return new Nodes.Store(
        List.of("--store", url(address), "--store-user", "rookery"),
        Map.of("ROOKERY_STORE_PASSWORD", PASSWORD));
  }

  private static String url(Address address) {
    return "jdbc:mysql://" + address + "/rookery";
  }

  private static List<String> command(Path folder, Path data, String user, int port) {
    try {
      Path setup = Files.writeString(folder.resolve("database.sql"), SETUP);
      // A socket's path may have 107 bytes; the folder's may be longer.
      Path socket = Files.createTempDirectory("rookery-db").resolve("s");
      return List.of(
          Programs.of("mariadbd"),
          "--no-defaults",
          "--user=" + user,
          "--datadir=" + data,
          "--init-file=" + setup,
          "--socket=" + socket,
          "--pid-file=" + folder.resolve("database.pid"),
          "--port=" + port,
          "--bind-address=127.0.0.1",
          "--skip-log-bin",
          "--innodb-flush-log-at-trx-commit=1",
          "--innodb-buffer-pool-size=64M");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
