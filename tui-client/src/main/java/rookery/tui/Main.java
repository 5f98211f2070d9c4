package rookery.tui;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.logging.LogManager;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rookery.tui.cache.Accounts;
import rookery.tui.demo.Demo;
import rookery.tui.net.Address;
import rookery.tui.term.NoTerminalException;

/// Starts the client or the demo.
@Command(
    name = "rookery",
    description = "A chat for the terminal.",
    mixinStandardHelpOptions = true,
    subcommands = {Main.ChatCommand.class, Main.DemoCommand.class})
public final class Main implements Callable<Integer> {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  /// The first argument says which: `chat` or `demo`.
  public static void main(String[] arguments) {
    // What is logged would stand between the panes.
    LogManager.getLogManager().reset();
    System.exit(new CommandLine(new Main()).execute(arguments));
  }

  @Override
  public Integer call() {
    stream(FileDescriptor.err).println("Say what to start: chat or demo. --help tells more.");
    return USAGE;
  }

  /// `chat`.
  @Command(
      name = "chat",
      description = "Opens the client on this terminal.",
      mixinStandardHelpOptions = true)
  static final class ChatCommand implements Callable<Integer> {
    @Parameters(
        index = "0",
        arity = "0..1",
        defaultValue = "127.0.0.1:7700",
        paramLabel = "SERVER",
        description =
            "HOST, HOST:PORT, ws://HOST:PORT/ws or wss://HOST/ws; ${DEFAULT-VALUE} when left out.")
    private String server = "";

    @Option(
        names = "--name",
        defaultValue = "",
        paramLabel = "NAME",
        description = "Whom to sign in; who was here last when left out.")
    private String name = "";

    @Option(
        names = "--tls",
        description = "Encrypts; the server's certificate must be trusted by the JDK, or pinned.")
    private boolean tls;

    @Option(
        names = "--tls-fingerprint",
        defaultValue = "",
        paramLabel = "SHA256",
        description =
            "Encrypts, and believes the server with this certificate only; a server prints it when it starts.")
    private String fingerprint = "";

    @Option(
        names = "--insecure",
        description =
            "Talks to another machine without TLS: whoever is on the way can read all of it.")
    private boolean insecure;

    @Override
    public Integer call() throws IOException, InterruptedException {
      PrintStream err = stream(FileDescriptor.err);
      try {
        Address address = address();
        FullScreen.run(address, name, Accounts.of(address.toString(), System.getenv()));
        return 0;
      } catch (IllegalArgumentException e) {
        err.println(e.getMessage());
        return USAGE;
      } catch (NoTerminalException e) {
        err.println("There is no terminal to open the chat on: " + e.getMessage() + ".");
        return FAILED;
      }
    }

    private Address address() {
      Address address = Address.parse(server);
      if (tls || !fingerprint.isEmpty()) {
        address = address.secured();
      }
      if (!fingerprint.isEmpty()) {
        address = address.pinned(fingerprint);
      }
      if (!address.secure() && !insecure && !address.here()) {
        throw new IllegalArgumentException(
            "No password goes to "
                + address
                + " without encryption: give --tls, or --insecure if you trust everybody on the way.");
      }
      return address;
    }
  }

  /// `demo`.
  @Command(
      name = "demo",
      description = "Shows the whole system at work, with a server of its own.",
      mixinStandardHelpOptions = true)
  static final class DemoCommand implements Callable<Integer> {
    @Override
    public Integer call() throws IOException, InterruptedException {
      PrintStream out = stream(FileDescriptor.out);
      PrintStream err = stream(FileDescriptor.err);
      Console console = System.console();
      boolean terminal = console != null && console.isTerminal();
      return terminal ? Demo.screen(out, err) : Demo.story(out, err);
    }
  }

  /// Always UTF-8, whatever the locale says: texts are not ours to spoil.
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }
}
