package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
  private final int admin;

  /// A node that is alone.
  ///
  /// @param machine options of its virtual machine
  NodeProcess(Path data, DatabaseSettings store, String... machine) throws IOException {
    this(data, store, 0, 0, "", machine);
  }

  /// A node of a cluster, on ports that stay when it is started again; 0 takes a free one.
  ///
  /// @param redis a URL
  NodeProcess(
      Path data, DatabaseSettings store, int tcpPort, int httpPort, String redis, String... machine)
      throws IOException {
    admin = redis.isEmpty() ? 0 : FreePort.next();
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElseThrow());
    command.addAll(List.of(machine));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "rookery.server.Main"));
    command.addAll(
        List.of(
            "--tcp",
            "127.0.0.1:" + tcpPort,
            "--http",
            "127.0.0.1:" + httpPort,
            "--admin",
            "127.0.0.1:" + admin));
    if (!redis.isEmpty()) {
      command.addAll(List.of("--redis", redis));
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

  /// It stands still, as a machine that hangs, until [#goOn()].
  void stall() throws IOException, InterruptedException {
    signal("STOP");
  }

  void goOn() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    assertThat(
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor())
        .as("signal " + name)
        .isZero();
  }

  /// How many clients are signed in there, as it tells operators.
  int sessions() {
    return (int) number("rookery_sessions");
  }

  /// What it tells operators under a name, over all tags; only where it is in a cluster.
  double number(String name) {
    return numbers()
        .lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /// All that it tells operators; only where it is in a cluster.
  String numbers() {
    try (InputStream in =
        URI.create("http://127.0.0.1:" + admin + "/observe/metrics").toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The status of the answer to a health check.
  ///
  /// @param check `live` or `ready`
  int health(String check) {
    try {
      var connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + admin + "/observe/health/" + check)
                  .toURL()
                  .openConnection();
      return connection.getResponseCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the process that was started is there.
  boolean alive() {
    return process.isAlive();
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
