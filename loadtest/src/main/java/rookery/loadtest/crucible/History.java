package rookery.loadtest.crucible;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// What one device did, or what one reading of the log found, as the judge takes it.
///
/// @param user whose
/// @param name of the device, or how the log was read
record History(int user, String name, List<Line> lines) {
  private static final String DEVICE = "device";
  private static final String LOG = "log";
  private static final String LOOKS = "looks";
  private static final String SUFFIX = ".tsv";

  History {
    lines = List.copyOf(lines);
  }

  /// Of the folder of a run, what the devices did.
  static List<History> ofDevices(Path folder) {
    return read(folder, DEVICE);
  }

  /// Of the folder of a run, what was read back.
  static List<History> ofLogs(Path folder) {
    return read(folder, LOG);
  }

  /// Of the folder of a run, when presence had to be true.
  static List<History> ofLooks(Path folder) {
    return read(folder, LOOKS);
  }

  static Path looksFile(Path folder) {
    return folder.resolve(LOOKS + "-0-calm" + SUFFIX);
  }

  static Path deviceFile(Path folder, int user, String name) {
    return folder.resolve(DEVICE + "-" + user + "-" + name + SUFFIX);
  }

  static Path logFile(Path folder, int user, String how) {
    return folder.resolve(LOG + "-" + user + "-" + how + SUFFIX);
  }

  private static List<History> read(Path folder, String kind) {
    try (Stream<Path> files = Files.list(folder)) {
      List<History> found = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        String[] parts = file.getFileName().toString().split("-", 3);
        if (parts.length == 3 && parts[0].equals(kind) && parts[2].endsWith(SUFFIX)) {
          String name = parts[2].substring(0, parts[2].length() - SUFFIX.length());
          List<Line> lines = Files.readAllLines(file).stream().map(Line::parse).toList();
          found.add(new History(Integer.parseInt(parts[1]), name, lines));
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
