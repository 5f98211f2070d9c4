package rookery.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class WrapTest {
  @Test
  void wordsStayWhole() {
    assertThat(texts("the quick brown fox", 10)).containsExactly("the quick", "brown fox");
  }

  @Test
  void aWordWiderThanTheLineIsCut() {
    assertThat(texts("a abcdefghij b", 4)).containsExactly("a", "abcd", "efgh", "ij b");
  }

  @Test
  void lineEndsAreKeptAndEmptyLinesToo() {
    assertThat(texts("a\n\nb\n", 10)).containsExactly("a", "", "b", "");
    assertThat(texts("", 10)).containsExactly("");
  }

  @Test
  void wideCharactersBreakBetweenEachOther() {
    assertThat(texts("漢字漢字漢", 5)).containsExactly("漢字", "漢字", "漢");
  }

  @Test
  void noLineBeginsWithAClosingMark() {
    assertThat(texts("漢字漢。字", 6)).containsExactly("漢字", "漢。字");
  }

  @Test
  void clustersStayWhole() {
    assertThat(texts("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3)).containsExactly("👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦");
    assertThat(texts("漢字", 1)).containsExactly("漢", "字");
  }

  @Test
  void indentIsKeptAndBlanksAtABreakAreNot() {
    assertThat(texts("  ab   cd", 5)).containsExactly("  ab", "cd");
  }

  @Test
  void linesKnowWhereTheyBegin() {
    String text = "the quick\nbrown fox";
    for (Wrap.Line line : Wrap.lines(text, 6, Widths.CUSTOMARY)) {
      assertThat(text.substring(line.start(), line.end())).isEqualTo(line.text());
    }
  }

  @Test
  void nothingIsLostAndEverythingFits() {
    List<String> pieces =
        List.of(
            "a",
            "word",
            " ",
            "  ",
            "-",
            "漢",
            "👍🏽",
            "👨‍👩‍👧‍👦",
            "\n",
            "。",
            "/",
            "e\u0301",
            "(",
            "한");
    Random random = new Random(11);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(pieces.get(random.nextInt(pieces.size())));
      }
      int columns = random.nextInt(2, 12);
      String whole = text.toString();
      List<Wrap.Line> lines = Wrap.lines(whole, columns, Widths.CUSTOMARY);
      StringBuilder joined = new StringBuilder();
      for (Wrap.Line line : lines) {
        assertThat(Widths.CUSTOMARY.columns(line.text())).isLessThanOrEqualTo(columns);
        joined.append(line.text());
      }
      assertThat(withoutBlanks(joined.toString())).isEqualTo(withoutBlanks(whole));
    }
  }

  private static String withoutBlanks(String text) {
    return text.replaceAll("[ \n]", "");
  }

  private static List<String> texts(String text, int columns) {
    return Wrap.lines(text, columns, Widths.CUSTOMARY).stream().map(Wrap.Line::text).toList();
  }
}
