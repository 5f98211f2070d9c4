package rookery.tui.cache;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import rookery.protocol.SelfMessages.Exported;
import rookery.protocol.codec.Version2;

/// A file into which a user exports what the server keeps of him: each part a line of JSON. Nobody
/// but the user may read it.
public final class ExportFile {
  private final Path path;
  private boolean made;

  /// @param path of a file that is not there yet; it is made with the first part
  public ExportFile(Path path) {
    this.path = path;
  }

  /// Writes one more part.
  ///
  /// @throws FileAlreadyExistsException when there is such a file, which then stays as it is
  public void append(Exported part) throws IOException {
    if (!made) {
      PrivateFiles.makeNewFile(path);
      made = true;
    }
    Files.writeString(path, Version2.write(part) + "\n", StandardOpenOption.APPEND);
  }

  /// What went wrong, as one sentence.
  public String trouble(IOException e) {
    return switch (e) {
      case FileAlreadyExistsException _ -> path + " is there already: name another file.";
      case NoSuchFileException _ -> "There is no directory for " + path + ".";
      default -> path + " cannot be written: " + e.getMessage() + ".";
    };
  }

  /// The file's name, as it was given.
  @Override
  public String toString() {
    return path.toString();
  }
}
