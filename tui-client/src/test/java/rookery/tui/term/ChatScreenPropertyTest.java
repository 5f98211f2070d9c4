package rookery.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever was on the screen before, after an update it shows what a full repaint would show, on
/// terminals that agree with us about widths and on those that do not.
final class ChatScreenPropertyTest {
  static final Widths TMUX = new Widths(1, 1, 4, 2, 2);
  private static final Widths APART = new Widths(1, 1, 4, 8, 4);
  static final List<String> PIECES =
      List.of(
          "a",
          "word",
          " ",
          "     ",
          "            ",
          "漢字",
          "한",
          "👍",
          "✅",
          "❤️",
          "1️⃣",
          "🇯🇵",
          "👍🏽",
          "👨‍👩‍👧‍👦",
          "e\u0301",
          "नि",
          "स्ते",
          "สวั",
          "𝐀",
          "שָׁ",
          "│",
          "…",
          "the quick brown fox");
  static final List<Style> STYLES =
      List.of(
          Style.PLAIN,
          Style.of(TextColor.ANSI.RED),
          Style.of(new TextColor.RGB(10, 200, 90)).with(SGR.BOLD),
          Style.PLAIN.with(SGR.BOLD, SGR.ITALIC),
          Style.PLAIN.with(SGR.UNDERLINE),
          Style.PLAIN.with(SGR.REVERSE),
          Style.PLAIN.withBackground(TextColor.ANSI.BLUE),
          Style.of(TextColor.ANSI.CYAN).linked("https://example.org/a"));

  static List<Arguments> beliefs() {
    return List.of(
        Arguments.of(Widths.CUSTOMARY, Widths.CUSTOMARY),
        Arguments.of(TMUX, TMUX),
        Arguments.of(APART, APART),
        Arguments.of(Widths.CUSTOMARY, TMUX),
        Arguments.of(Widths.CUSTOMARY, APART),
        Arguments.of(APART, Widths.CUSTOMARY));
  }

  @ParameterizedTest
  @MethodSource("beliefs")
  void anUpdateLooksLikeAFullRepaint(Widths ours, Widths terminals) throws IOException {
    for (int seed = 0; seed < 60; seed++) {
      new Round(seed, ours, terminals).run(seed);
    }
  }

  /// One terminal gets only updates, one gets a full repaint over what it shows each time, and each
  /// repaint also goes to a new one.
  private static final class Round {
    private final Random random;
    private final Widths ours;
    private final Widths terminals;
    private final Size size;
    private final Painted updated;
    private final Painted repainted;

    Round(int seed, Widths ours, Widths terminals) {
      this.random = new Random(seed);
      this.ours = ours;
      this.terminals = terminals;
      this.size = new Size(random.nextInt(5, 40), random.nextInt(1, 8));
      this.updated = new Painted(size, ours, terminals);
      this.repainted = new Painted(size, ours, terminals);
    }

    void run(int seed) throws IOException {
      for (int step = 0; step < 25; step++) {
        change();
        updated.refresh();
        repainted.screen.invalidate();
        String whole = repainted.refresh();
        VirtualTerminal fresh = new VirtualTerminal(size, terminals);
        fresh.write(whole);

        String where = "seed " + seed + ", step " + step;
        assertThat(updated.terminal.places()).as(where).isEqualTo(fresh.places());
        assertThat(repainted.terminal.places()).as(where).isEqualTo(fresh.places());
        assertThat(updated.terminal.cursor()).as(where).isEqualTo(fresh.cursor());
        assertThat(updated.refresh()).as(where).isEmpty();
        if (ours.equals(terminals)) {
          assertThat(updated.terminal.text()).as(where).isEqualTo(updated.screen.text());
        }
      }
    }

    private void change() {
      switch (random.nextInt(6)) {
        case 0 -> both(ChatScreen::clear);
        case 1 -> {
          int column = random.nextInt(size.columns());
          int row = random.nextInt(size.rows());
          Style style = any(STYLES);
          both(screen -> screen.all().part(column, row, 7, 3).fill(style));
        }
        default -> {
          for (int i = random.nextInt(4); i >= 0; i--) {
            int column = random.nextInt(-2, size.columns());
            int row = random.nextInt(size.rows());
            String text = any(PIECES) + any(PIECES);
            Style style = any(STYLES);
            both(screen -> screen.put(column, row, text, style));
          }
        }
      }
      if (random.nextInt(3) == 0) {
        // A hint must never do harm, true or not.
        int firstRow = random.nextInt(size.rows());
        updated.screen.scrolled(firstRow, random.nextInt(8), random.nextInt(-3, 4));
      }
      int column = random.nextInt(size.columns());
      int row = random.nextInt(size.rows());
      both(screen -> screen.cursorAt(column, row));
    }

    private <T> T any(List<T> choice) {
      return choice.get(random.nextInt(choice.size()));
    }

    private void both(Consumer<ChatScreen> action) {
      action.accept(updated.screen);
      action.accept(repainted.screen);
    }
  }

  private static final class Painted {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ChatScreen screen;
    private final VirtualTerminal terminal;

    Painted(Size size, Widths ours, Widths terminals) {
      this.screen = new ChatScreen(new ChatTerminal(bytes, () -> size), ColorDepth.TRUE);
      this.terminal = new VirtualTerminal(size, terminals);
      screen.use(ours);
    }

    String refresh() throws IOException {
      bytes.reset();
      screen.refresh();
      String output = bytes.toString(StandardCharsets.UTF_8);
      terminal.write(output);
      return output;
    }
  }
}
