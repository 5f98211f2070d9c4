package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rookery.server.db.DatabaseSettings;

/// A node in a process of its own, on free ports, that can be killed as a machine would.
final class NodeProcess implements AutoCloseable {
  private static final Pattern READY =
      Pattern.compile("ready tcp=127\\.0\\.0\\.1:(\\d+) http=127\\.0\\.0\\.1:(\\d+)");

  private final Process process;
  final int tcp;
  final int http;

  NodeProcess(Path data, DatabaseSettings store) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                "rookery.server.Main"));
    for (String listener : List.of("--tcp", "--http", "--admin")) {
      command.addAll(List.of(listener, "127.0.0.1:0"));
    }
    command.addAll(
        List.of("--data", data.toString(), "--store", store.store(), "--store-user", store.user()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("ROOKERY_STORE_PASSWORD", store.password());
    process = builder.start();
    BufferedReader out = process.inputReader();
    String line = out.readLine();
    Matcher ready = READY.matcher(String.valueOf(line));
    assertThat(ready.matches()).as("ready line: " + line).isTrue();
    tcp = Integer.parseInt(ready.group(1));
    http = Integer.parseInt(ready.group(2));
  }

  /// As `kill -9` does it.
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("dead").isTrue();
  }

  /// As `kill` does it, without waiting.
  void signalTerminate() {
    process.destroy();
  }

  boolean endsWithin(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /// As `kill` does it.
  ///
  /// @return the exit status
  int terminate() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(15, TimeUnit.SECONDS)).as("ended in time").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
