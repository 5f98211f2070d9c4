package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import rookery.server.log.LogEntry;

/// What the H2 store has acked is there after a process was killed in the midst of writing.
final class H2DurabilityIT {
  private static final int ACKED = 400;
  private static final long DEADLINE_SECONDS = 30;

  @TempDir private Path directory;

  @RepeatedTest(3)
  void whatWasAckedIsThereAfterAKill() throws IOException, InterruptedException {
    List<String> acked = new ArrayList<>();
    Process writer = AckedWrites.start(directory.resolve("store").toString());
    try (BufferedReader lines = writer.inputReader()) {
      String line = lines.readLine();
      while (line != null) {
        acked.add(line);
        if (acked.size() == ACKED) {
          // Not the process itself, which would close the pipe with what it told last.
          writer.toHandle().destroyForcibly();
        }
        line = lines.readLine();
      }
    } finally {
      writer.destroyForcibly();
    }
    assertThat(writer.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(acked).hasSizeGreaterThanOrEqualTo(ACKED);

    assertThat(stored()).containsAll(acked);
  }

  /// All that [AckedWrites] can have told.
  private List<String> stored() {
    var settings = new DatabaseSettings(directory.resolve("store").toString());
    try (Database database = Database.open(settings)) {
      List<String> stored = new ArrayList<>();
      for (int user = 1; database.accounts().byId(user).isPresent(); user++) {
        stored.add("user " + user);
      }
      for (long conversation = 1; conversation <= 2; conversation++) {
        List<LogEntry> entries = database.entries().after(conversation, 1, 0, Integer.MAX_VALUE);
        for (int i = 0; i < entries.size(); i++) {
          assertThat(entries.get(i).seq()).isEqualTo(i + 1);
          stored.add("entry " + conversation + " " + (i + 1));
        }
      }
      return stored;
    }
  }
}
