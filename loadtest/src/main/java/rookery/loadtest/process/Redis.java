package rookery.loadtest.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rookery.loadtest.link.Address;

/// A Redis of our own on a free port, which keeps nothing: started again, it is empty.
///
/// @param service not started yet
public record Redis(Service service, Address address) {
  private static final int PATIENCE_MS = 2_000;

  /// @param folder for its log
  public static Redis create(Path folder) throws IOException {
    Address address = Address.local(Child.freePort());
    Service service =
        new Service(
            "redis",
            List.of(
                program(folder),
                "--port",
                String.valueOf(address.port()),
                "--bind",
                address.host(),
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder.toString()),
            Map.of(),
            folder.resolve("redis.log"),
            line -> line.contains("Ready to accept connections"));
    return new Redis(service, address);
  }

  /// Debian's tools hold the server too: one program that looks at the name it was called by.
  private static String program(Path folder) throws IOException {
    Optional<Path> server = Programs.found("redis-server");
    return server.isPresent()
        ? server.get().toString()
        : Files.createSymbolicLink(
                folder.resolve("redis-server"), Path.of(Programs.of("redis-check-rdb")))
            .toString();
  }

  /// Runs a command of plain words.
  public void command(String words) {
    try (Socket socket = new Socket(address.host(), address.port());
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      socket.setSoTimeout(PATIENCE_MS);
      socket.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.US_ASCII));
      String answer = String.valueOf(in.readLine());
      if (!answer.startsWith("+")) {
        throw new ProcessException("Redis does not take \"" + words + "\": " + answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
