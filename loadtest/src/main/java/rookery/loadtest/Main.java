package rookery.loadtest;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import rookery.loadtest.bench.BenchCommand;
import rookery.loadtest.crucible.CrucibleCommand;

/// Starts a run; the first argument says of what.
@Command(
    name = "rookery",
    description = "Measures a running system, and tries to break it.",
    mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
  private static final int USAGE = 2;

  private final PrintStream out;

  private Main(PrintStream out) {
    this.out = out;
  }

  public static void main(String[] arguments) {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    Path target = Path.of(System.getProperty("rookery.loadtest.target", "target"));
    System.exit(
        new CommandLine(new Main(out))
            .addSubcommand(new CrucibleCommand(out, target.toAbsolutePath()))
            .addSubcommand(new BenchCommand(out, target.toAbsolutePath()))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() {
    out.println("Say what to run: crucible or bench. --help tells more.");
    return USAGE;
  }
}
