package rookery.tui.command;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Taking lines apart.
final class Words {
  private Words() {}

  /// The first word, or what stands between quotes at the beginning.
  static String first(String text) {
    String stripped = text.strip();
    int end = end(stripped);
    return quoted(stripped) ? stripped.substring(1, end - 1) : stripped.substring(0, end);
  }

  /// What stands after the first word.
  static String rest(String text) {
    String stripped = text.strip();
    return stripped.substring(end(stripped)).strip();
  }

  /// The longest of the names with which the text begins, whatever their case; for names that hold
  /// blanks.
  static Optional<String> leading(String text, List<String> names) {
    return names.stream()
        .filter(name -> begins(text, name))
        .max(Comparator.comparingInt(String::length));
  }

  static boolean same(String one, String other) {
    return one.strip().toLowerCase(Locale.ROOT).equals(other.strip().toLowerCase(Locale.ROOT));
  }

  /// A name as it is shown, with the nickname beside it where there is one.
  static String beside(String name, @Nullable String nickname) {
    return nickname == null ? name : name + " (" + nickname + ")";
  }

  static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() < 10
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// How many letters must be changed, put in or left out to make one of the other (Levenshtein).
  static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }

  private static boolean begins(String text, String name) {
    return text.regionMatches(true, 0, name, 0, name.length())
        && (text.length() == name.length() || Character.isWhitespace(text.charAt(name.length())));
  }

  private static boolean quoted(String stripped) {
    return stripped.startsWith("\"") && stripped.indexOf('"', 1) > 0;
  }

  private static int end(String stripped) {
    if (quoted(stripped)) {
      return stripped.indexOf('"', 1) + 1;
    }
    int end = 0;
    while (end < stripped.length() && !Character.isWhitespace(stripped.charAt(end))) {
      end++;
    }
    return end;
  }
}
