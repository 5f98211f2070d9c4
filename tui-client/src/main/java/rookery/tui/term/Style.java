package rookery.tui.term;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// How a cell looks, and where it leads.
///
/// @param link the address that a click opens, or empty; see [#linked]
public record Style(TextColor foreground, TextColor background, Set<SGR> modifiers, String link) {
  /// The terminal's own colours.
  public static final Style PLAIN =
      new Style(TextColor.ANSI.DEFAULT, TextColor.ANSI.DEFAULT, Set.of(), "");

  private static final Set<SGR> SHOWN_ON_BLANKS =
      Set.of(SGR.REVERSE, SGR.UNDERLINE, SGR.CROSSED_OUT, SGR.BLINK, SGR.BORDERED, SGR.CIRCLED);
  private static final int MAX_LINK = 2048;

  public Style {
    EnumSet<SGR> ordered = EnumSet.noneOf(SGR.class);
    ordered.addAll(modifiers);
    modifiers = Collections.unmodifiableSet(ordered);
  }

  /// Text of a colour on the terminal's own background.
  public static Style of(TextColor foreground) {
    return PLAIN.on(foreground, TextColor.ANSI.DEFAULT);
  }

  public Style on(TextColor newForeground, TextColor newBackground) {
    return new Style(newForeground, newBackground, modifiers, link);
  }

  public Style withForeground(TextColor color) {
    return new Style(color, background, modifiers, link);
  }

  public Style withBackground(TextColor color) {
    return new Style(foreground, color, modifiers, link);
  }

  public Style with(SGR... more) {
    Set<SGR> all = new HashSet<>(modifiers);
    all.addAll(List.of(more));
    return new Style(foreground, background, all, link);
  }

  /// The same look, leading to an address. Addresses that a terminal could not be trusted with are
  /// left out: those with characters outside printable ASCII, over-long ones, and schemes other
  /// than http, https and mailto.
  public Style linked(String address) {
    boolean printable = address.chars().allMatch(c -> c > ' ' && c < 0x7F);
    boolean scheme = address.matches("(?i)(https?://|mailto:).+");
    boolean safe = printable && scheme && address.length() <= MAX_LINK;
    return new Style(foreground, background, modifiers, safe ? address : "");
  }

  /// The same as far as a blank shows it, so that blanks which look alike are alike.
  Style onBlank() {
    boolean shown = modifiers.stream().anyMatch(SHOWN_ON_BLANKS::contains);
    boolean plain = modifiers.isEmpty() && foreground == TextColor.ANSI.DEFAULT;
    return plain || shown ? this : new Style(TextColor.ANSI.DEFAULT, background, Set.of(), link);
  }

  /// Whether a blank of this style is what erasing leaves behind.
  boolean erasable() {
    return erases() && link.isEmpty() && modifiers.stream().noneMatch(SHOWN_ON_BLANKS::contains);
  }

  /// Whether erasing while drawing with this style leaves the terminal's own background.
  boolean erases() {
    return background == TextColor.ANSI.DEFAULT;
  }
}
