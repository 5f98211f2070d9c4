package rookery.tui.term;

import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;

/// A program small enough to see what [Tty] does to the terminal that it runs on. It shows every
/// input, and ends by each of the ways that there are.
final class TtyMain {
  private TtyMain() {}

  static void main() throws IOException, InterruptedException {
    try (Tty tty = Tty.open()) {
      ChatTerminal terminal = new ChatTerminal(tty.output(), tty::size);
      tty.beforeClose(terminal::close);
      LinkedBlockingQueue<Input> inputs = new LinkedBlockingQueue<>();
      tty.onResize(size -> inputs.add(new Input.Resize(size)));
      KeyReader reader = new KeyReader(tty.input(), inputs::add).start();
      terminal.enterPrivateMode();
      ChatScreen screen = new ChatScreen(terminal, ColorDepth.ANSI);
      show(screen, "", false);
      new WidthProbe().ask(screen);
      run(tty, terminal, screen, inputs);
      reader.close();
    }
  }

  private static void run(
      Tty tty, ChatTerminal terminal, ChatScreen screen, LinkedBlockingQueue<Input> inputs)
      throws IOException, InterruptedException {
    String seen = "";
    boolean answered = false;
    while (true) {
      Input input = inputs.take();
      switch (input) {
        case Input.Text(String text) when text.equals("q") -> {
          return;
        }
        case Input.Text(String text) when text.equals("x") ->
            throw new IllegalStateException("as asked");
        case Input.Text(String text) when text.equals("e") -> System.exit(3);
        case Input.Text(String text) when text.equals("z") -> {
          terminal.exitPrivateMode();
          tty.suspend();
          terminal.enterPrivateMode();
          screen.invalidate();
          seen += "back,";
        }
        case Input.Text(String text) -> seen += text + ",";
        case Input.Key key -> seen += key + ",";
        case Input.Resize(Size size) -> {
          screen.resize(size);
          seen += size.columns() + "x" + size.rows() + ",";
        }
        // The last of the answers: what is pressed from here on stands alone among the bytes.
        case Input.Attributes _ -> answered = true;
        default -> {}
      }
      show(screen, seen, answered);
    }
  }

  private static void show(ChatScreen screen, String text, boolean ready) throws IOException {
    screen.clear();
    screen.put(0, 0, text, Style.PLAIN);
    if (ready) {
      screen.put(0, 2, "ready as " + ProcessHandle.current().pid(), Style.PLAIN);
    }
    screen.cursorAt(0, 1);
    screen.refresh();
  }
}
