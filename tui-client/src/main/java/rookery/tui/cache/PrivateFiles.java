package rookery.tui.cache;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Directories and files that nobody but their user may read.
final class PrivateFiles {
  private PrivateFiles() {}

  /// Makes a directory, and those above it, where they are missing.
  static void makeDirectory(Path directory) throws IOException {
    Path parent = directory.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      makeDirectory(parent);
    }
    try {
      Files.createDirectory(directory, mode("rwx------"));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  /// Makes an empty file.
  ///
  /// @throws FileAlreadyExistsException when it is there
  static void makeNewFile(Path file) throws IOException {
    Files.createFile(file, mode("rw-------"));
  }

  /// Makes an empty file, where it is missing.
  static void makeFile(Path file) throws IOException {
    try {
      makeNewFile(file);
    } catch (FileAlreadyExistsException _) {
      // As wanted.
    }
  }

  /// Replaces a file's content as a whole, or not at all.
  static void write(Path file, String content) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(fresh, mode("rw-------"));
    Files.writeString(fresh, content);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileAttribute<?>[] mode(String mode) {
    boolean posix = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }
}
