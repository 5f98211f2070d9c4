package rookery.tui.term;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class StyleTest {
  private static final TextColor ORANGE = new TextColor.RGB(255, 135, 0);

  private final Pen pen = new Pen(ColorDepth.TRUE);

  @Test
  void onlyTheDifferenceIsWritten() {
    Style red = Style.of(TextColor.ANSI.RED);
    assertThat(change(red.with(SGR.BOLD))).startsWith("\033[0;1;31m");
    assertThat(change(red)).isEqualTo("\033[22m");
    assertThat(change(red)).isEmpty();
    assertThat(change(Style.of(TextColor.ANSI.GREEN))).isEqualTo("\033[32m");
    assertThat(change(Style.PLAIN)).isEqualTo("\033[m");
  }

  @Test
  void whatSharesAnEndIsTurnedOnAgain() {
    change(Style.PLAIN.with(SGR.BORDERED, SGR.CIRCLED, SGR.BOLD, SGR.ITALIC, SGR.UNDERLINE));
    assertThat(change(Style.PLAIN.with(SGR.CIRCLED, SGR.BOLD, SGR.ITALIC, SGR.UNDERLINE)))
        .isEqualTo("\033[54;52m");
  }

  @Test
  void aLinkIsOpenedAndClosed() {
    change(Style.PLAIN);
    assertThat(change(Style.PLAIN.linked("https://example.org/")))
        .matches("\033]8;id=[0-9a-f]+;https://example.org/\033\\\\");
    assertThat(change(Style.PLAIN)).isEqualTo("\033]8;;\033\\");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://a\033\\b",
        "https://a b",
        ""
      })
  void anAddressThatIsNotToBeTrustedIsNoLink(String address) {
    assertThat(Style.PLAIN.linked(address)).isEqualTo(Style.PLAIN);
  }

  @Test
  void coloursAreReplacedByTheNearest() {
    assertThat(ColorDepth.TRUE.foreground(ORANGE)).isEqualTo("38;2;255;135;0");
    assertThat(ColorDepth.INDEXED.foreground(ORANGE)).isEqualTo("38;5;208");
    assertThat(ColorDepth.ANSI.background(new TextColor.RGB(250, 250, 250))).isEqualTo("107");
    assertThat(ColorDepth.ANSI.foreground(new TextColor.Indexed(16))).isEqualTo("30");
    assertThat(ColorDepth.NONE.foreground(TextColor.ANSI.RED)).isEqualTo("39");
  }

  @ParameterizedTest
  @CsvSource({
    "xterm-256color, '', '', INDEXED", "xterm, truecolor, '', TRUE", "xterm, '', '', ANSI",
    "xterm-256color, truecolor, 1, NONE", "dumb, '', '', NONE", "xterm-direct, '', '', TRUE"
  })
  void theEnvironmentTellsTheDepth(
      String term, String colorTerm, String noColor, ColorDepth depth) {
    Map<String, String> environment =
        Map.of("TERM", term, "COLORTERM", colorTerm, "NO_COLOR", noColor);
    assertThat(ColorDepth.of(environment)).isEqualTo(depth);
  }

  private String change(Style style) {
    StringBuilder out = new StringBuilder();
    pen.change(style, out);
    return out.toString();
  }
}
