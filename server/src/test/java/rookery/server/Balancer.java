package rookery.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// An nginx of the tests' own, with the configuration that clusters have, before nodes on fixed
/// ports.
final class Balancer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Path SHARED = Path.of("..", "nginx");
  private static final String PROGRAM = "nginx";

  final int tcp = FreePort.next();
  final int http = FreePort.next();
  private final Process process;

  /// @param folder an empty one, which outlives it
  /// @param tcpPorts of the nodes
  /// @param httpPorts of the nodes
  Balancer(Path folder, List<Integer> tcpPorts, List<Integer> httpPorts) throws IOException {
    Path site = Files.createDirectories(folder.resolve("site"));
    Files.copy(SHARED.resolve("nginx.conf"), folder.resolve("nginx.conf"));
    Files.writeString(site.resolve("tcp-nodes.conf"), servers(tcpPorts));
    Files.writeString(site.resolve("http-nodes.conf"), servers(httpPorts));
    listenOn(tcp, "tcp-listen.conf", site);
    listenOn(http, "http-listen.conf", site);
    process =
        new ProcessBuilder(
                program(),
                "-p",
                folder.toString(),
                "-c",
                folder.resolve("nginx.conf").toString(),
                "-e",
                "stderr",
                "-g",
                directives())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    awaitListening(folder.resolve("log"));
  }

  /// As clusters do, but here alone.
  private static void listenOn(int port, String file, Path site) throws IOException {
    String shared = Files.readString(SHARED.resolve("site").resolve(file));
    Files.writeString(
        site.resolve(file),
        shared.replaceAll("(?m)^listen \\d+ ", "listen 127.0.0.1:" + port + " "));
  }

  private static String servers(List<Integer> ports) {
    return ports.stream()
        .map(port -> "server 127.0.0.1:" + port + " max_fails=2 fail_timeout=2s;\n")
        .collect(Collectors.joining());
  }

  /// Debian keeps the module for TCP in a file of its own; and as root nginx would have its workers
  /// run as somebody who cannot enter the folder.
  private static String directives() throws IOException {
    String root = System.getProperty("user.name").equals("root") ? "user root;" : "";
    Process asked = new ProcessBuilder(program(), "-V").redirectErrorStream(true).start();
    List<String> built = List.of(new String(asked.getInputStream().readAllBytes()).split("\\s+"));
    String option = "--modules-path=";
    return built.contains("--with-stream=dynamic")
        ? built.stream()
            .filter(word -> word.startsWith(option))
            .map(word -> root + "load_module " + word.substring(option.length()))
            .map(module -> module + "/ngx_stream_module.so;")
            .findFirst()
            .orElseThrow()
        : root;
  }

  private void awaitListening(Path log) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!IntStream.of(tcp, http).allMatch(Balancer::listens)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("nginx does not serve: " + Files.readString(log));
      }
      // There is nothing to wait on but the answer itself.
      Thread.onSpinWait();
    }
  }

  private static boolean listens(int port) {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  /// Ends its workers too.
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("nginx does not end");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// It stands in sbin, which is not on everybody's PATH.
  private static String program() {
    String path = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin:/usr/local/bin";
    return Stream.of(path.split(":", -1))
        .map(directory -> Path.of(directory, PROGRAM))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .orElseThrow(() -> new UncheckedIOException(new IOException("nginx is not installed")));
  }
}
