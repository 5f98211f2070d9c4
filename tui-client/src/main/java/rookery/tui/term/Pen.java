package rookery.tui.term;

import com.googlecode.lanterna.SGR;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The style that the terminal draws with at the moment, and the shortest way to another one.
final class Pen {
  private final ColorDepth depth;
  private @Nullable Style current;

  Pen(ColorDepth depth) {
    this.depth = depth;
  }

  Pen(Pen other) {
    this.depth = other.depth;
    this.current = other.current;
  }

  /// Says that nothing is known of the terminal's style any more.
  void forget() {
    current = null;
  }

  /// Whether drawing a cell now would give it its style.
  boolean suits(Cell cell) {
    Style now = current;
    return now != null
        && (cell.style().equals(now) || cell.isBlank() && cell.style().equals(now.onBlank()));
  }

  /// Whether erasing now would leave the terminal's own background.
  boolean erasesClean() {
    Style now = current;
    return now != null && now.erases();
  }

  void change(Style style, StringBuilder out) {
    Style before = current;
    if (style.equals(before)) {
      return;
    }
    String afresh = fresh(style);
    if (before == null) {
      out.append(afresh).append(link(style));
    } else {
      String step = step(before, style);
      out.append(step.length() <= afresh.length() ? step : afresh);
      if (!before.link().equals(style.link())) {
        out.append(link(style));
      }
    }
    current = style;
  }

  private String fresh(Style style) {
    List<String> codes = new ArrayList<>();
    codes.add("0");
    for (SGR modifier : style.modifiers()) {
      codes.add(on(modifier));
    }
    colors(Style.PLAIN, style, codes);
    return codes.size() == 1 ? "\033[m" : "\033[" + String.join(";", codes) + "m";
  }

  private String step(Style from, Style to) {
    List<String> codes = new ArrayList<>();
    for (SGR modifier : from.modifiers()) {
      if (!to.modifiers().contains(modifier)) {
        codes.add(off(modifier));
      }
    }
    for (SGR modifier : to.modifiers()) {
      if (!from.modifiers().contains(modifier) || sharesItsOff(modifier, from, to)) {
        codes.add(on(modifier));
      }
    }
    colors(from, to, codes);
    return codes.isEmpty() ? "" : "\033[" + String.join(";", codes) + "m";
  }

  /// Whether turning off another one has turned this one off, too.
  private static boolean sharesItsOff(SGR modifier, Style from, Style to) {
    Set<SGR> kept = to.modifiers();
    return from.modifiers().stream()
        .anyMatch(other -> !kept.contains(other) && off(other).equals(off(modifier)));
  }

  private void colors(Style from, Style to, List<String> codes) {
    String foreground = depth.foreground(to.foreground());
    if (!Objects.equals(foreground, depth.foreground(from.foreground()))) {
      codes.add(foreground);
    }
    String background = depth.background(to.background());
    if (!Objects.equals(background, depth.background(from.background()))) {
      codes.add(background);
    }
  }

  /// An id keeps the parts of a link together that stand on several rows.
  private static String link(Style style) {
    String address = style.link();
    String id = address.isEmpty() ? "" : "id=" + Integer.toHexString(address.hashCode());
    return "\033]8;" + id + ";" + address + "\033\\";
  }

  static String on(SGR modifier) {
    return switch (modifier) {
      case BOLD -> "1";
      case ITALIC -> "3";
      case UNDERLINE -> "4";
      case BLINK -> "5";
      case REVERSE -> "7";
      case CROSSED_OUT -> "9";
      case FRAKTUR -> "20";
      case BORDERED -> "51";
      case CIRCLED -> "52";
    };
  }

  static String off(SGR modifier) {
    return switch (modifier) {
      case BOLD -> "22";
      case ITALIC, FRAKTUR -> "23";
      case UNDERLINE -> "24";
      case BLINK -> "25";
      case REVERSE -> "27";
      case CROSSED_OUT -> "29";
      case BORDERED, CIRCLED -> "54";
    };
  }
}
