package rookery.tui;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import rookery.tui.demo.Demo;

/// Starts the client or the demo.
@Command(
    name = "rookery",
    description = "A chat for the terminal.",
    mixinStandardHelpOptions = true,
    subcommands = {Main.DemoCommand.class})
public final class Main implements Callable<Integer> {
  private static final int USAGE = 2;

  /// The first argument says which: `chat` or `demo`.
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() {
    stream(FileDescriptor.err).println("Say what to start: chat or demo. --help tells more.");
    return USAGE;
  }

  /// `demo`.
  @Command(
      name = "demo",
      description = "Shows the whole system at work, with a server of its own.",
      mixinStandardHelpOptions = true)
  static final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() throws InterruptedException {
      return Demo.story(stream(FileDescriptor.out), stream(FileDescriptor.err));
    }
  }

  /// Always UTF-8, whatever the locale says: texts are not ours to spoil.
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
