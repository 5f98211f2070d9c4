package rookery.tui.term;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The same as [ChatScreenPropertyTest] on a terminal that people use: what tmux shows after
/// updates is what it shows after a full repaint, with the widths it has and with others.
final class ChatScreenIT {
  /// Small enough for a repaint to stay below the 4096 bytes that a pseudo-terminal hands on at
  /// once: at the seam tmux 3.3 may lose the rest of a joined character.
  private static final Size SIZE = new Size(50, 9);

  private static final int MARK_ROW = SIZE.rows() - 1;
  private static final int STEPS = 60;

  private final Random random = new Random(17);
  private Tmux tmux;

  @BeforeEach
  void shell() throws IOException, InterruptedException {
    assumeTrue(Tmux.available(), "tmux is not installed");
    tmux = new Tmux();
    tmux.settle();
    tmux.resize(SIZE.columns(), SIZE.rows());
  }

  @AfterEach
  void end() throws IOException, InterruptedException {
    if (tmux != null) {
      tmux.end();
    }
  }

  static List<Widths> beliefs() {
    return List.of(ChatScreenPropertyTest.TMUX, Widths.CUSTOMARY);
  }

  @ParameterizedTest
  @MethodSource("beliefs")
  void tmuxShowsTheSameAfterUpdatesAndAfterARepaint(Widths widths)
      throws IOException, InterruptedException {
    try (FileOutputStream device = new FileOutputStream(tmux.device());
        ChatTerminal terminal = new ChatTerminal(device, () -> SIZE)) {
      terminal.enterPrivateMode();
      ChatScreen screen = new ChatScreen(terminal, ColorDepth.INDEXED);
      screen.use(widths);
      for (int step = 0; step < STEPS; step++) {
        change(screen);
        List<List<VirtualTerminal.Place>> updated = shown(screen, "updated-" + step);
        screen.invalidate();
        assertThat(updated).as("step " + step).isEqualTo(shown(screen, "repainted-" + step));
      }
    }
  }

  private void change(ChatScreen screen) {
    if (random.nextInt(8) == 0) {
      screen.clear();
    }
    if (random.nextInt(3) == 0) {
      screen.scrolled(1, MARK_ROW - 1, random.nextInt(-3, 4));
    }
    for (int i = random.nextInt(12); i >= 0; i--) {
      String text = piece() + piece();
      int column = random.nextInt(-2, SIZE.columns());
      screen.put(column, random.nextInt(MARK_ROW), text, any(ChatScreenPropertyTest.STYLES));
    }
  }

  /// The mark is drawn last, so where it is seen everything before it has been drawn. What tmux
  /// tells goes through the model, because two blanks may look alike and be stored differently.
  private List<List<VirtualTerminal.Place>> shown(ChatScreen screen, String mark)
      throws IOException, InterruptedException {
    screen.all().part(0, MARK_ROW, SIZE.columns(), 1).fill(Style.PLAIN);
    screen.put(0, MARK_ROW, mark + ".", Style.PLAIN);
    screen.cursorAt(0, MARK_ROW);
    screen.refresh();
    tmux.awaitScreen(text -> text.contains(mark + "."));
    VirtualTerminal model = new VirtualTerminal(SIZE, ChatScreenPropertyTest.TMUX);
    model.write(tmux.coloredScreen().stripTrailing().replace("\n", "\r\n"));
    return model.places().subList(0, MARK_ROW);
  }

  /// A family of three for one of four: tmux 3.3 keeps 21 bytes of a character, and which joiner it
  /// drops of a longer one differs from time to time.
  private String piece() {
    return any(ChatScreenPropertyTest.PIECES).replace("👨‍👩‍👧‍👦", "👨‍👩‍👧");
  }

  private <T> T any(List<T> choice) {
    return choice.get(random.nextInt(choice.size()));
  }
}
