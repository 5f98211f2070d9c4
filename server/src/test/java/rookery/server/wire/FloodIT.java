package rookery.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// More connections at once than the process may have open files: without a bound of our own the
/// listener would end for good.
@EnabledOnOs(OS.LINUX)
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class FloodIT {
  private static final int MAX_FILES = 1_000;
  private static final int CLIENTS = 3_000;
  private static final String HELLO = "{\"msgid\":12,\"v\":2}";
  private static final String PONG = "{\"msgid\":13,\"ts\":1}";

  @Test
  void listenerOutlivesMoreClientsThanFiles() throws IOException {
    Process node = start();
    try (BufferedReader out = node.inputReader(StandardCharsets.UTF_8)) {
      int port = Integer.parseInt(out.readLine());
      try (TcpClient first = new TcpClient(port)) {
        assertThat(first.send(HELLO).line()).isEqualTo(PONG);
        for (int round = 0; round < 3; round++) {
          flood(port);
          assertThat(first.send(HELLO).line()).isEqualTo(PONG);
        }
      }
      assertThat(node.isAlive()).isTrue();
      assertThat(out.ready()).as("a listener has ended").isFalse();
    } finally {
      node.destroyForcibly();
    }
  }

  /// All at once, held until each has its answer: a pong, or a goodbye.
  private static void flood(int port) {
    Queue<TcpClient> clients = new ConcurrentLinkedQueue<>();
    Queue<String> answers = new ConcurrentLinkedQueue<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, CLIENTS)
          .forEach(_ -> threads.execute(() -> answers.add(visit(port, clients))));
    } finally {
      clients.forEach(TcpClient::close);
    }
    assertThat(answers.stream().filter(text -> text.startsWith("failed")).limit(3)).isEmpty();
    assertThat(answers.stream().anyMatch(PONG::equals)).isTrue();
    assertThat(answers.stream().anyMatch(text -> text.startsWith("{\"msgid\":90,"))).isTrue();
  }

  private static String visit(int port, Queue<TcpClient> clients) {
    try {
      TcpClient client = new TcpClient(port);
      clients.add(client);
      return client.sendOrLeave(HELLO).line();
    } catch (UncheckedIOException e) {
      return "failed: " + e.getMessage();
    }
  }

  private static Process start() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                "sh",
                "-c",
                "ulimit -n " + MAX_FILES + " && exec \"$0\" \"$@\"",
                java,
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                FloodedNode.class.getName()))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
