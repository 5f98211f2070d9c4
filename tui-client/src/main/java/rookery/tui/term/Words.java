package rookery.tui.term;

/// Where the words of a text begin and end for a cursor: runs of letters, digits and underscores.
final class Words {
  private Words() {}

  /// Where the word begins that ends before this place, or that the place is within.
  static int startBefore(String text, int place) {
    int index = place;
    while (index > 0 && !isWord(text, Graphemes.before(text, index))) {
      index = Graphemes.before(text, index);
    }
    while (index > 0 && isWord(text, Graphemes.before(text, index))) {
      index = Graphemes.before(text, index);
    }
    return index;
  }

  /// Where the word ends that begins after this place, or that the place is within.
  static int endAfter(String text, int place) {
    int index = place;
    while (index < text.length() && !isWord(text, index)) {
      index = Graphemes.after(text, index);
    }
    while (index < text.length() && isWord(text, index)) {
      index = Graphemes.after(text, index);
    }
    return index;
  }

  private static boolean isWord(String text, int index) {
    return Character.isLetterOrDigit(text.codePointAt(index)) || text.charAt(index) == '_';
  }
}
