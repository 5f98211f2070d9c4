package rookery.tui.term;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the colour in a terminal's answer: `rgb:` or `rgba:` with one to four hexadecimal digits a
/// part, as XParseColor(3) defines them.
final class ColorReport {
  private static final Pattern FORM =
      Pattern.compile("rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})(/.*)?");

  private ColorReport() {}

  static Input parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return new Input.Unknown("colour");
    }
    return new Input.Background(part(form.group(1)), part(form.group(2)), part(form.group(3)));
  }

  private static int part(String digits) {
    int whole = (1 << 4 * digits.length()) - 1;
    return Integer.parseInt(digits, 16) * 255 / whole;
  }
}
