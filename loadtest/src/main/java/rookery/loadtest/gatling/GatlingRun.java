package rookery.loadtest.gatling;

import io.gatling.app.Gatling$;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Runs the simulations one after another in this JVM, and prints where their reports are.
public final class GatlingRun {
  private GatlingRun() {}

  /// @param reports the folder for Gatling's reports
  /// @return 0, or 2 when an assertion failed, or 1 when a simulation did not run
  public static int run(Settings settings, Path reports, PrintStream out) throws IOException {
    settings.toProperties(System.getProperties());
    Files.deleteIfExists(settings.results());
    int worst = 0;
    for (Class<?> simulation : List.of(TcpSimulation.class, WebSocketSimulation.class)) {
      int code =
          Gatling$.MODULE$.fromArgs(
              new String[] {"-s", simulation.getName(), "-rf", reports.toString()});
      worst = Math.max(worst, code);
      out.println("report: " + newest(reports, simulation).resolve("index.html"));
    }
    out.println();
    out.println(Results.HEAD);
    if (Files.exists(settings.results())) {
      out.print(Files.readString(settings.results()));
    }
    return worst;
  }

  private static Path newest(Path reports, Class<?> simulation) throws IOException {
    String name = simulation.getSimpleName().toLowerCase(Locale.ROOT);
    try (Stream<Path> folders = Files.list(reports)) {
      return folders
          .filter(folder -> folder.getFileName().toString().startsWith(name))
          .max(Path::compareTo)
          .orElse(reports);
    }
  }
}
