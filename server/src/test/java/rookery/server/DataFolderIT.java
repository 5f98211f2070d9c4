package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.server.db.DatabaseSettings;

/// Who may look into the folder that a node makes for its record.
final class DataFolderIT {
  @TempDir private Path home;

  @Test
  void isItsOwnersAlone() throws IOException {
    Path data = home.resolve("node").resolve("data");
    DatabaseSettings store = new DatabaseSettings(data.resolve("record").toString());
    try (NodeProcess _ = new NodeProcess(data, store)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
          .isEqualTo("rwx------");
    }
  }
}
