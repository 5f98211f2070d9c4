package rookery.loadtest.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Programs of this machine. Daemons stand in sbin, which is not on everybody's PATH.
final class Programs {
  private Programs() {}

  static Optional<Path> found(String name) {
    String path = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin:/usr/local/bin";
    return Stream.of(path.split(":", -1))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// @throws ProcessException when it is not there
  static String of(String name) {
    return found(name)
        .orElseThrow(() -> new ProcessException(name + " is not installed."))
        .toString();
  }
}
