package rookery.loadtest.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import rookery.loadtest.link.Address;
import rookery.loadtest.process.Nodes.Node;

/// An nginx of our own on free ports, with the configuration that all clusters share.
///
/// @param service not started yet
/// @param tcp where clients come
/// @param http where they come by WebSocket
public record Balancer(Service service, Address tcp, Address http) {
  /// @param folder for its files and its log
  public static Balancer create(Path folder, List<Node> nodes) throws IOException {
    Path own = folder.resolve("balancer");
    Path site = Files.createDirectories(own.resolve("site"));
    Path configuration = own.resolve("nginx.conf");
    // At this level it says when it serves.
    Files.writeString(
        configuration, Files.readString(shared()).replace("stderr warn;", "stderr notice;"));
    Address tcp = Address.local(Child.freePort());
    listenOn(tcp, "tcp-listen.conf", site);
    Address http = Address.local(Child.freePort());
    listenOn(http, "http-listen.conf", site);
    Files.writeString(site.resolve("tcp-nodes.conf"), servers(nodes, Node::tcp));
    Files.writeString(site.resolve("http-nodes.conf"), servers(nodes, Node::http));
    Service service =
        new Service(
            "balancer",
            List.of(
                Programs.of("nginx"),
                "-p",
                own.toString(),
                "-c",
                configuration.toString(),
                "-e",
                "stderr",
                "-g",
                directives()),
            Map.of(),
            folder.resolve("balancer.log"),
            line -> line.contains("start worker process "));
    return new Balancer(service, tcp, http);
  }

  private static Path shared() {
    return Path.of(System.getProperty("rookery.nginx", "nginx/nginx.conf"));
  }

  /// As it ships, but on a port of our own.
  private static void listenOn(Address own, String file, Path site) throws IOException {
    String shipped = Files.readString(shared().resolveSibling("site").resolve(file));
    Files.writeString(
        site.resolve(file), shipped.replaceAll("(?m)^listen \\d+ ", "listen " + own + " "));
  }

  private static String servers(List<Node> nodes, Function<Node, Address> port) {
    return nodes.stream()
        .map(node -> "server " + port.apply(node) + " max_fails=2 fail_timeout=2s;\n")
        .collect(Collectors.joining());
  }

  /// As root its workers would be somebody who cannot enter the folder; and Debian keeps the module
  /// for TCP in a file of its own.
  private static String directives() throws IOException {
    String user = System.getProperty("user.name").equals("root") ? "user root;" : "";
    Process asked =
        new ProcessBuilder(Programs.of("nginx"), "-V").redirectErrorStream(true).start();
    String built = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!built.contains("--with-stream=dynamic")) {
      return user;
    }
    String option = "--modules-path=";
    String modules =
        Arrays.stream(built.split("\\s+", -1))
            .filter(word -> word.startsWith(option))
            .map(word -> word.substring(option.length()))
            .findFirst()
            .orElseThrow(() -> new ProcessException("nginx does not say where its modules are."));
    return user + "load_module " + modules + "/ngx_stream_module.so;";
  }
}
