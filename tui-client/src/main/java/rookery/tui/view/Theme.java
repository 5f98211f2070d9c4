package rookery.tui.view;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextColor.ANSI;
import com.googlecode.lanterna.TextColor.Indexed;
import java.util.List;
import rookery.tui.term.Style;

/// Colours, on the terminal's own background, so that light and dark ones both do.
final class Theme {
  static final Style TEXT = Style.PLAIN;
  static final Style STRONG = Style.PLAIN.with(SGR.BOLD);
  static final Style DIM = Style.of(ANSI.BLACK_BRIGHT);
  static final Style BAR = Style.PLAIN.with(SGR.REVERSE);
  static final Style BAR_STRONG = Style.PLAIN.with(SGR.REVERSE, SGR.BOLD);
  static final Style BORDER = DIM;
  static final Style HEADING = Style.of(ANSI.CYAN).with(SGR.BOLD);
  static final Style BADGE = Style.of(ANSI.YELLOW).with(SGR.BOLD);
  static final Style MENTION = Style.of(ANSI.RED).with(SGR.BOLD);
  static final Style ONLINE = Style.of(ANSI.GREEN);
  static final Style GOOD = Style.of(ANSI.GREEN);
  static final Style WARNING = Style.of(ANSI.YELLOW);
  static final Style FAILURE = Style.of(ANSI.RED);
  static final Style NEW = Style.of(ANSI.RED);
  static final Style FIELD = Style.PLAIN.with(SGR.UNDERLINE);
  static final Style KEY = Style.PLAIN.with(SGR.BOLD);

  /// Readable on black and on white.
  private static final List<Integer> NICKS =
      List.of(33, 35, 37, 62, 70, 97, 131, 133, 136, 166, 168, 172);

  private Theme() {}

  /// Everybody's own colour, the same on each device.
  static Style nick(int user) {
    return Style.of(new Indexed(NICKS.get(Math.floorMod(user, NICKS.size()))));
  }
}
