package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeeperSocketIT {
  @TempDir private Path folder;

  @Test
  void lineIsAnsweredByALine() throws IOException {
    Path path = folder.resolve("a.sock");
    try (KeeperSocket socket = KeeperSocket.open(path, line -> line.toUpperCase(Locale.ROOT))) {
      assertThat(socket).isNotNull();
      for (int i = 0; i < 20; i++) {
        assertThat(KeeperSocket.ask(path, "hello " + i)).isEqualTo("HELLO " + i);
      }
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
      assertThatThrownBy(() -> KeeperSocket.ask(path, "x".repeat(20_000)))
          .as("too long a line")
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> KeeperSocket.open(path, line -> line))
          .as("another node")
          .isInstanceOf(IOException.class)
          .hasMessageContaining("listens");
    }
    assertThat(path).doesNotExist();
    assertThatThrownBy(() -> KeeperSocket.ask(path, "hello")).isInstanceOf(IOException.class);
  }

  @Test
  void whatADeadNodeLeftIsReplaced() throws IOException {
    Path path = folder.resolve("a.sock");
    Files.createFile(path);
    try (KeeperSocket socket = KeeperSocket.open(path, line -> line)) {
      assertThat(socket).isNotNull();
      assertThat(KeeperSocket.ask(path, "hello")).isEqualTo("hello");
    }
  }
}
