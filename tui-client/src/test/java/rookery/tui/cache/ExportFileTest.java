package rookery.tui.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.SelfMessages.Exported;

final class ExportFileTest {
  private static final Exported PART = Exported.entries(List.of(), null);

  @TempDir private Path home;

  @Test
  void nobodyElseMayReadIt() throws IOException {
    Path path = home.resolve("me.jsonl");
    var file = new ExportFile(path);
    file.append(PART);
    file.append(PART);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    assertThat(Files.readAllLines(path)).containsExactly("{\"entries\":[]}", "{\"entries\":[]}");
  }

  @Test
  void whatIsThereStays() throws IOException {
    Path path = Files.writeString(home.resolve("me.jsonl"), "mine");
    var file = new ExportFile(path);

    IOException trouble = catchThrowableOfType(IOException.class, () -> file.append(PART));

    assertThat(file.trouble(trouble)).isEqualTo(path + " is there already: name another file.");
    assertThat(path).hasContent("mine");
  }

  @Test
  void missingDirectoryIsTold() {
    Path path = home.resolve("none").resolve("me.jsonl");
    var file = new ExportFile(path);

    IOException trouble = catchThrowableOfType(IOException.class, () -> file.append(PART));

    assertThat(file.trouble(trouble)).isEqualTo("There is no directory for " + path + ".");
  }
}
