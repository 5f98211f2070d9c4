package rookery.tui.term;

/// A parsed `CSI` sequence, as ECMA-48 section 5.4 lays it out.
///
/// @param marker the private marker (`<`, `=`, `>`, `?`), or 0
/// @param parameters digits, `;` and `:` between marker and intermediates
/// @param intermediate the last intermediate byte, or 0
record ControlSequence(char marker, String parameters, char intermediate, char last) {
  private static final int MAX_DIGITS = 7;

  static ControlSequence parse(String body, char last) {
    int start = !body.isEmpty() && body.charAt(0) >= '<' ? 1 : 0;
    int end = body.length();
    while (end > start && body.charAt(end - 1) < '0') {
      end--;
    }
    char marker = start == 1 ? body.charAt(0) : 0;
    char intermediate = end < body.length() ? body.charAt(body.length() - 1) : 0;
    return new ControlSequence(marker, body.substring(start, end), intermediate, last);
  }

  boolean isPasteStart() {
    return marker == 0 && last == '~' && intermediate == 0 && parameters.equals("200");
  }

  /// The parameter at this place from 0, or `otherwise` if it is missing, empty or no number.
  int parameter(int place, int otherwise) {
    String[] all = parameters.split(";", -1);
    if (place >= all.length) {
      return otherwise;
    }
    String text = all[place];
    int colon = text.indexOf(':'); // what follows refines the value and we need none of it
    return number(colon < 0 ? text : text.substring(0, colon), otherwise);
  }

  private static int number(String text, int otherwise) {
    if (text.isEmpty() || text.length() > MAX_DIGITS) {
      return otherwise;
    }
    int value = 0;
    for (char digit : text.toCharArray()) {
      if (digit < '0' || digit > '9') {
        return otherwise;
      }
      value = value * 10 + digit - '0';
    }
    return value;
  }

  @Override
  public String toString() {
    String before = marker == 0 ? "CSI " : "CSI " + marker;
    return before + parameters + (intermediate == 0 ? "" : Character.toString(intermediate)) + last;
  }
}
