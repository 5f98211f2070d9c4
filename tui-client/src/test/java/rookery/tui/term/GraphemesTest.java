package rookery.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class GraphemesTest {
  @Test
  void clustersAreWhatAPersonSees() {
    assertThat(Graphemes.split("a👨‍👩‍👧‍👦🇯🇵🇩🇪e\u0301漢👍🏽1️⃣"))
        .containsExactly("a", "👨‍👩‍👧‍👦", "🇯🇵", "🇩🇪", "e\u0301", "漢", "👍🏽", "1️⃣");
    assertThat(Graphemes.split("")).isEmpty();
  }

  @Test
  void stepsStopAtTheEnds() {
    String text = "x👍🏽";
    assertThat(Graphemes.after(text, 1)).isEqualTo(text.length());
    assertThat(Graphemes.before(text, text.length())).isEqualTo(1);
    assertThat(Graphemes.before(text, 0)).isZero();
    assertThat(Graphemes.after(text, text.length())).isEqualTo(text.length());
  }

  @Test
  void theQuickWayGivesWhatTheSlowWayGives() {
    List<Character> simple = new ArrayList<>();
    for (int c = 0; c <= 0xFFFF; c++) {
      if (Graphemes.isSimple(String.valueOf((char) c))) {
        simple.add((char) c);
      }
    }
    assertThat(simple).hasSizeGreaterThan(30_000);
    for (int seed = 0; seed < 5; seed++) {
      Collections.shuffle(simple, new Random(seed));
      StringBuilder text = new StringBuilder();
      simple.forEach(text::append);
      BreakIterator breaks = BreakIterator.getCharacterInstance(Locale.ROOT);
      breaks.setText(text.toString());
      int clusters = 0;
      while (breaks.next() != BreakIterator.DONE) {
        clusters++;
      }
      assertThat(clusters).isEqualTo(text.length());
    }
  }
}
