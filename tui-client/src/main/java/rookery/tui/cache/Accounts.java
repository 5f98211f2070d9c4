package rookery.tui.cache;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The accounts of one server that were used on this device.
public final class Accounts {
  private static final int LINES = 3;

  private final Path directory;

  /// @param directory of the server; made when something is saved
  public Accounts(Path directory) {
    this.directory = directory;
  }

  /// The accounts of a server where the XDG rules want them.
  ///
  /// @param server as a person types it
  public static Accounts of(String server, Map<String, String> environment) {
    String data = environment.getOrDefault("XDG_DATA_HOME", "");
    Path home = Path.of(System.getProperty("user.home", "."));
    Path base = data.isEmpty() ? home.resolve(".local").resolve("share") : Path.of(data);
    return new Accounts(base.resolve("rookery").resolve(fileName(server)));
  }

  /// The account of a name, or the one used last when the name is empty.
  public Optional<Account> find(String name) {
    try {
      String wanted = name.isBlank() ? Files.readString(directory.resolve("last")).strip() : name;
      List<String> lines = Files.readAllLines(of(wanted).resolve("account"));
      return lines.size() < LINES
          ? Optional.empty()
          : Optional.of(new Account(lines.get(0), lines.get(1), lines.get(2)));
    } catch (IOException _) {
      // Not there, or not to be read: as if it had never been.
      return Optional.empty();
    }
  }

  /// Keeps an account, as the one used last.
  public void save(Account account) throws IOException {
    Path own = of(account.name());
    PrivateFiles.makeDirectory(own);
    PrivateFiles.write(
        own.resolve("account"),
        String.join("\n", account.name(), account.device(), account.token()) + "\n");
    PrivateFiles.write(directory.resolve("last"), account.name() + "\n");
  }

  /// Deletes all that is kept of an account; its cache must be closed.
  ///
  /// @throws IOException when something of it is left
  public void forget(String name) throws IOException {
    Path own = of(name);
    Path last = directory.resolve("last");
    if (Files.exists(last) && of(Files.readString(last)).equals(own)) {
      Files.delete(last);
    }
    if (Files.isDirectory(own)) {
      List<Path> files;
      try (Stream<Path> found = Files.list(own)) {
        files = found.toList();
      }
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(own);
    }
  }

  /// Where an account's files are.
  public Path of(String name) {
    return directory.resolve(fileName(name.strip().toLowerCase(Locale.ROOT)));
  }

  /// Names may hold anything; this is a file's name for each, and never `.` or `..`.
  private static String fileName(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace(".", "%2E").replace("*", "%2A");
  }
}
