package rookery.tui.term;

import java.util.Locale;

/// What can arrive from a terminal, in the order it was done.
public sealed interface Input {
  /// One code point typed without Ctrl or Alt. A grapheme of several arrives as several of these:
  /// where it ends cannot be known before the next one. Never a control character.
  record Text(String text) implements Input {}

  /// What was pasted: line ends are `\n`, everything else is as it came, control characters too.
  ///
  /// @param truncated whether it was longer than the decoder keeps and its rest is lost
  record Paste(String text, boolean truncated) implements Input {}

  /// The window got or lost the keyboard.
  record Focus(boolean gained) implements Input {}

  /// The window has a new size.
  record Resize(Size size) implements Input {}

  /// The pointer did something on a cell, both coordinates from 0.
  ///
  /// @param button 0 left, 1 middle, 2 right; 0 for the wheel
  record Mouse(MouseAction action, int button, int column, int row) implements Input {}

  /// What the pointer did.
  enum MouseAction {
    PRESS,
    RELEASE,
    DRAG,
    WHEEL_UP,
    WHEEL_DOWN
  }

  /// The terminal's answer to a question of ours; nothing a person typed.
  sealed interface Report extends Input {}

  /// Where the cursor is, both from 0. Row 0 is never reported this way, because there the bytes
  /// are those of F3 with a modifier: ask on another row.
  record CursorAt(int column, int row) implements Report {}

  /// What the terminal says it can do. Every terminal answers this question, so it also ends a
  /// series of questions that some leave unanswered.
  record Attributes(String parameters) implements Report {}

  /// The colour behind the text, each part from 0 to 255.
  record Background(int red, int green, int blue) implements Report {
    /// Whether light text is the readable choice on it.
    public boolean dark() {
      return 299 * red + 587 * green + 114 * blue < 128_000;
    }
  }

  /// No more will come.
  record EndOfInput() implements Input {}

  /// A sequence that means nothing here; `what` is printable, for a log.
  record Unknown(String what) implements Input {}

  /// A key that is more than a typed character. Letters are stored in lower case; `shift` tells
  /// them apart where the terminal does (it cannot for Ctrl with a letter).
  ///
  /// @param character the code point if `name` is `CHARACTER`, else 0
  record Key(KeyName name, int character, boolean ctrl, boolean alt, boolean shift)
      implements Input {
    public Key {
      if ((name == KeyName.CHARACTER) == (character == 0)) {
        throw new IllegalArgumentException(name + " with character " + character);
      }
    }

    /// The bare key of this name.
    public static Key of(KeyName name) {
      return new Key(name, 0, false, false, false);
    }

    /// Ctrl with a character, given in lower case.
    public static Key ctrl(int character) {
      return new Key(KeyName.CHARACTER, character, true, false, false);
    }

    /// Alt with a character; an upper-case one counts as Shift with the lower-case one.
    public static Key alt(int character) {
      int lower = Character.toLowerCase(character);
      return new Key(KeyName.CHARACTER, lower, false, true, lower != character);
    }

    /// Reads what `toString` writes, in any case: `Ctrl-K`, `alt-enter`, `Shift-Tab`, `F5`.
    ///
    /// @throws IllegalArgumentException if this names no key
    public static Key parse(String text) {
      String rest = text.strip();
      boolean ctrl = false;
      boolean alt = false;
      boolean shift = false;
      for (int dash = rest.indexOf('-'); dash > 0 && dash < rest.length() - 1; ) {
        switch (rest.substring(0, dash).toLowerCase(Locale.ROOT)) {
          case "ctrl" -> ctrl = true;
          case "alt" -> alt = true;
          case "shift" -> shift = true;
          default -> throw new IllegalArgumentException("no such key: " + text);
        }
        rest = rest.substring(dash + 1);
        dash = rest.indexOf('-');
      }
      return new Key(named(rest, text), character(rest), ctrl, alt, shift);
    }

    /// The same key with more modifiers held.
    public Key with(boolean moreCtrl, boolean moreAlt, boolean moreShift) {
      return new Key(name, character, ctrl || moreCtrl, alt || moreAlt, shift || moreShift);
    }

    @Override
    public String toString() {
      String held = (ctrl ? "Ctrl-" : "") + (alt ? "Alt-" : "") + (shift ? "Shift-" : "");
      if (name != KeyName.CHARACTER) {
        return held + name.label();
      }
      return held + (character == ' ' ? "Space" : Character.toString(upper(character)));
    }

    private static int upper(int character) {
      return Character.toUpperCase(character);
    }

    private static KeyName named(String rest, String whole) {
      KeyName name = KeyName.labelled(rest);
      if (name == KeyName.CHARACTER && character(rest) == 0) {
        throw new IllegalArgumentException("no such key: " + whole);
      }
      return name;
    }

    private static int character(String rest) {
      if (KeyName.labelled(rest) != KeyName.CHARACTER) {
        return 0;
      }
      if (rest.equalsIgnoreCase("space")) {
        return ' ';
      }
      boolean single = !rest.isEmpty() && rest.codePointCount(0, rest.length()) == 1;
      return single ? Character.toLowerCase(rest.codePointAt(0)) : 0;
    }
  }
}
