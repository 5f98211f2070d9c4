package rookery.server.db;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A process that writes to a store as fast as it can and tells each write when it is acked, until
/// it is killed.
final class AckedWrites {
  private AckedWrites() {}

  /// Starts one; it tells on its standard output.
  static Process start(String store) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            AckedWrites.class.getName(),
            store)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  static void main(String[] arguments) {
    Database database = Database.open(new DatabaseSettings(arguments[0]));
    Scene scene = new Scene(database);
    int first = scene.user();
    tell("user " + first);
    List<Long> groups = List.of(scene.group(first), scene.group(first));
    Thread.ofPlatform().start(() -> register(scene));
    while (true) {
      for (long group : groups) {
        scene
            .texts(group, first, List.of("one", "two", "three"))
            .forEach(entry -> tell("entry " + group + " " + entry.seq()));
      }
    }
  }

  private static void register(Scene scene) {
    while (true) {
      tell("user " + scene.user());
    }
  }

  /// A line in one write, so that none is torn.
  private static synchronized void tell(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
