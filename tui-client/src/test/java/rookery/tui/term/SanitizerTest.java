package rookery.tui.term;

import static org.assertj.core.api.Assertions.assertThat;
import static rookery.tui.term.Sanitizer.LineEnds.BLANK;
import static rookery.tui.term.Sanitizer.LineEnds.KEEP;
import static rookery.tui.term.Sanitizer.LineEnds.SIGN;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SanitizerTest {
  @Test
  void noControlCharacterIsLeft() {
    for (int c = 0; c < 0xA0; c++) {
      String clean = Sanitizer.clean("a" + (char) c + "b", BLANK);
      assertThat(clean.chars()).as("U+%04X", c).noneMatch(Character::isISOControl);
    }
  }

  @Test
  void escapeSequencesLieOpen() {
    assertThat(Sanitizer.clean("\033[2J\u009b31m\007", KEEP)).isEqualTo("␛[2J·31m␇");
  }

  @Test
  void directionCannotBeOverridden() {
    assertThat(Sanitizer.clean("a\u202Etxt.exe\u2066\u2069", KEEP)).isEqualTo("a·txt.exe··");
  }

  @Test
  void lineEndsFollowTheCaller() {
    String text = "a\nb\r\nc\rd\u2028e\u2029f";
    assertThat(Sanitizer.clean(text, KEEP)).isEqualTo("a\nb\nc\nd\ne\nf");
    assertThat(Sanitizer.clean(text, BLANK)).isEqualTo("a b c d e f");
    assertThat(Sanitizer.clean(text, SIGN)).isEqualTo("a⏎b⏎c⏎d⏎e⏎f");
  }

  @Test
  void loneSurrogatesAreReplaced() {
    assertThat(Sanitizer.clean("a\uD83Db\uDC4D", KEEP)).isEqualTo("a\uFFFDb\uFFFD");
  }

  @Test
  void marksAreBounded() {
    String clean = Sanitizer.clean("a" + "\u0301".repeat(10_000) + "b", KEEP);
    assertThat(clean).isEqualTo("a" + "\u0301".repeat(Sanitizer.MAX_MARKS) + "b");
  }

  @Test
  void aMarkWithoutACharacterIsDropped() {
    assertThat(Sanitizer.clean("\u0301a\n\u0301b", KEEP)).isEqualTo("a\nb");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "grüße",
        "漢字かな",
        "한국어",
        "👨‍👩‍👧‍👦",
        "👩🏽‍❤️‍💋‍👨🏽",
        "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
        "❤️ 1️⃣ 🇯🇵",
        "नमस्ते",
        "สวัสดี",
        "שָׁלוֹם",
        "می\u200cخواهم",
        "e\u0301",
        "tr\u1ec7\u0301"
      })
  void honestTextIsUntouched(String text) {
    assertThat(Sanitizer.clean(text, KEEP)).isEqualTo(text);
  }

  @Test
  void invisiblePassengersAreDropped() {
    String hidden = "a" + Character.toString(0xE0041) + "\u200B\uFEFF\u00AD\u2060b\u3164";
    assertThat(Sanitizer.clean(hidden, KEEP)).isEqualTo("ab");
  }

  @Test
  void cleaningTwiceChangesNothing() {
    int[] nasty = {
      'a', 0x1b, '\r', '\n', 0x301, 0x200D, 0xFE0F, 0x1F468, 0x1F3FD, 0x1F1EF, 0x94D, 0x915, 0x202E,
      0xE0041, 0x1F3F4, 0x1100, 0x1161, 0x600, 0xD83D, 0xDC4D, 0x200C, 0x200B, 0x20E3, 0x9B, 0x3164
    };
    Random random = new Random(3);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(1, 60); i > 0; i--) {
        int one = nasty[random.nextInt(nasty.length)];
        text.repeat(one, random.nextInt(20) == 0 ? 40 : 1);
      }
      String once = Sanitizer.clean(text.toString(), KEEP);
      assertThat(Sanitizer.clean(once, KEEP)).isEqualTo(once);
      for (String cluster : Graphemes.split(once)) {
        assertThat(cluster.codePointCount(0, cluster.length()))
            .isLessThanOrEqualTo(Sanitizer.MAX_CLUSTER);
      }
    }
  }
}
