package rookery.tui.term;

import com.googlecode.lanterna.TextColor;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// How many colours the terminal shows; richer ones are replaced by the nearest that it has.
public enum ColorDepth {
  /// Only the terminal's own two; bold, reverse and underline still work.
  NONE,
  /// The sixteen of ANSI.
  ANSI,
  /// The palette of 256.
  INDEXED,
  /// 24 bits.
  TRUE;

  /// What the environment says: `NO_COLOR` (no-color.org), `COLORTERM`, `TERM`.
  public static ColorDepth of(Map<String, String> environment) {
    String term = environment.getOrDefault("TERM", "").toLowerCase(Locale.ROOT);
    String colorTerm = environment.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT);
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty() || term.equals("dumb")) {
      return NONE;
    }
    if (colorTerm.equals("truecolor") || colorTerm.equals("24bit") || term.endsWith("-direct")) {
      return TRUE;
    }
    boolean many = term.contains("256") || term.contains("kitty") || term.contains("alacritty");
    return many ? INDEXED : ANSI;
  }

  /// The parameters of the SGR sequence that sets a text colour.
  String foreground(TextColor color) {
    return new String(shown(color).getForegroundSGRSequence(), StandardCharsets.US_ASCII);
  }

  /// The parameters of the SGR sequence that sets a background.
  String background(TextColor color) {
    return new String(shown(color).getBackgroundSGRSequence(), StandardCharsets.US_ASCII);
  }

  private TextColor shown(TextColor color) {
    if (this == NONE) {
      return TextColor.ANSI.DEFAULT;
    }
    if (color instanceof TextColor.ANSI || this == TRUE) {
      return color;
    }
    if (this == INDEXED) {
      return color instanceof TextColor.RGB
          ? TextColor.Indexed.fromRGB(color.getRed(), color.getGreen(), color.getBlue())
          : color;
    }
    return nearest(color);
  }

  private static TextColor nearest(TextColor color) {
    TextColor best = TextColor.ANSI.WHITE;
    int least = Integer.MAX_VALUE;
    for (TextColor.ANSI candidate : TextColor.ANSI.values()) {
      int distance = distance(candidate, color);
      if (candidate != TextColor.ANSI.DEFAULT && distance < least) {
        best = candidate;
        least = distance;
      }
    }
    return best;
  }

  private static int distance(TextColor one, TextColor other) {
    int red = one.getRed() - other.getRed();
    int green = one.getGreen() - other.getGreen();
    int blue = one.getBlue() - other.getBlue();
    return red * red + green * green + blue * blue;
  }
}
