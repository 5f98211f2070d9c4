package rookery.tui;

import java.io.IOException;
import java.time.InstantSource;
import rookery.tui.cache.Accounts;
import rookery.tui.net.Address;
import rookery.tui.term.ChatScreen;
import rookery.tui.term.ChatTerminal;
import rookery.tui.term.ColorDepth;
import rookery.tui.term.Input;
import rookery.tui.term.KeyReader;
import rookery.tui.term.NoTerminalException;
import rookery.tui.term.Tty;

/// The client on the terminal that this process was started on.
public final class FullScreen {
  private FullScreen() {}

  /// Runs until the user has enough; the terminal is then as it was.
  ///
  /// @param name whom to sign in; empty for who was here last
  /// @throws NoTerminalException when there is no terminal
  public static void run(Address address, String name, Accounts accounts)
      throws NoTerminalException, IOException, InterruptedException {
    try (Tty tty = Tty.open()) {
      var terminal = new ChatTerminal(tty.output(), tty::size);
      tty.beforeClose(terminal::close);
      terminal.enterPrivateMode();
      var screen = new ChatScreen(terminal, ColorDepth.of(System.getenv()));
      var app =
          new App(
              address,
              name,
              accounts,
              screen,
              () -> suspend(tty, terminal, screen),
              InstantSource.system());
      tty.onResize(size -> app.typed(new Input.Resize(size)));
      try (var keys = new KeyReader(tty.input(), app::typed)) {
        keys.start();
        app.run();
      }
    }
  }

  private static void suspend(Tty tty, ChatTerminal terminal, ChatScreen screen)
      throws IOException {
    terminal.exitPrivateMode();
    try {
      tty.suspend();
    } catch (NoTerminalException e) {
      throw new IOException("The terminal has gone.", e);
    }
    terminal.enterPrivateMode();
    screen.resize(tty.size());
  }
}
