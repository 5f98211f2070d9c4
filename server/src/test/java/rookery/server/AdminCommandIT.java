package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import rookery.server.wire.KeeperSocket;

/// What the keeper types, as the node gets it.
final class AdminCommandIT {
  @TempDir private Path data;
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private int run(String... words) throws IOException {
    try (KeeperSocket _ =
        KeeperSocket.open(
            data.resolve(AdminCommand.SOCKET),
            line -> {
              asked.add(line);
              return "{\"ok\":true,\"text\":\"Done.\"}";
            })) {
      PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
      Map<String, String> environment = Map.of("ROOKERY_DATA", data.toString());
      return new CommandLine(new AdminCommand(environment, printed, printed)).execute(words);
    }
  }

  @Test
  void yesGoesAlongWithTheCommand() throws IOException {
    assertThat(run("erase", "ann", "--yes")).isZero();
    assertThat(run("erase", "ann")).isZero();

    assertThat(asked)
        .containsExactly(
            "{\"words\":[\"erase\",\"ann\",\"--yes\"]}", "{\"words\":[\"erase\",\"ann\"]}");
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("Done.");
  }
}
