package rookery.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WidthsTest {
  private static final Widths TMUX = new Widths(1, 1, 4, 2, 2);

  @ParameterizedTest
  @CsvSource({
    "a, 1",
    "é, 1",
    "漢, 2",
    "한, 2",
    "あ, 2",
    "ア, 2",
    "ｱ, 1",
    "Ａ, 2",
    "、, 2",
    "👍, 2",
    "✅, 2",
    "⚡, 2",
    "⭐, 2",
    "❤️, 2",
    "❤, 1",
    "1️⃣, 2",
    "🇯🇵, 2",
    "👍🏽, 2",
    "👨‍👩‍👧‍👦, 2",
    "🏴‍☠️, 2",
    "e\u0301, 1",
    "नि, 2",
    "स्ते, 2",
    "สวั, 2",
    "𝐀, 1",
    "שָׁ, 1",
    "①, 1",
    "…, 1",
    "│, 1",
    "●, 1",
    "ᄒ\u1161\u11ab, 2",
    "𠮷, 2",
    "〈, 2",
    "\uE0B0, 1",
    "\u0301, 0",
    "\u200b, 0",
    "\uFEFF, 0"
  })
  void customaryWidths(String text, int columns) {
    assertThat(Widths.CUSTOMARY.columns(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({"❤️, 1", "1️⃣, 1", "👍🏽, 4", "👨‍👩‍👧‍👦, 2", "🇯🇵, 2", "✅️, 2", "e\u0301, 1"})
  void theTerminalsAnswersCount(String text, int columns) {
    assertThat(TMUX.columns(text)).isEqualTo(columns);
  }

  @Test
  void aTerminalThatDoesNotJoinShowsTheFamilyInARow() {
    Widths apart = new Widths(1, 1, 4, 8, 2);
    assertThat(apart.columns("👨‍👩‍👧‍👦")).isEqualTo(8);
    assertThat(apart.columns("👩🏽‍💻")).isEqualTo(6);
  }

  @Test
  void cutNeverSplitsACluster() {
    assertThat(Widths.CUSTOMARY.cut("a漢👨‍👩‍👧‍👦b", 2)).isEqualTo("a");
    assertThat(Widths.CUSTOMARY.cut("a漢👨‍👩‍👧‍👦b", 5)).isEqualTo("a漢👨‍👩‍👧‍👦");
    assertThat(Widths.CUSTOMARY.shorten("漢字漢字", 6)).isEqualTo("漢字…");
    assertThat(Widths.CUSTOMARY.shorten("漢字", 4)).isEqualTo("漢字");
    assertThat(Widths.CUSTOMARY.shorten("abc", 0)).isEmpty();
  }

  @Test
  void onlyDisputedClustersAreRisky() {
    assertThat(List.of("❤️", "1️⃣", "🇯🇵", "👍🏽", "👨‍👩‍👧‍👦", "स्ते")).allMatch(Widths::risky);
    assertThat(List.of("a", "漢", "👍", "✅", "e\u0301", "שָׁ", "│")).noneMatch(Widths::risky);
  }
}
