package rookery.tui.term;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The keys that have a name of their own; `CHARACTER` stands for all others.
public enum KeyName {
  CHARACTER("Character"),
  ENTER("Enter"),
  TAB("Tab"),
  BACKSPACE("Backspace"),
  ESCAPE("Escape"),
  UP("Up"),
  DOWN("Down"),
  LEFT("Left"),
  RIGHT("Right"),
  HOME("Home"),
  END("End"),
  PAGE_UP("PgUp"),
  PAGE_DOWN("PgDn"),
  INSERT("Insert"),
  DELETE("Delete"),
  F1("F1"),
  F2("F2"),
  F3("F3"),
  F4("F4"),
  F5("F5"),
  F6("F6"),
  F7("F7"),
  F8("F8"),
  F9("F9"),
  F10("F10"),
  F11("F11"),
  F12("F12");

  private static final Map<String, KeyName> BY_LABEL =
      Stream.of(values())
          .filter(name -> name != CHARACTER)
          .collect(Collectors.toUnmodifiableMap(name -> lower(name.label), name -> name));

  private final String label;

  KeyName(String label) {
    this.label = label;
  }

  /// As shown to people and written in a key binding.
  public String label() {
    return label;
  }

  /// `F1` for 1, up to `F12`.
  static KeyName function(int number) {
    return values()[F1.ordinal() + number - 1];
  }

  static KeyName labelled(String label) {
    return BY_LABEL.getOrDefault(lower(label), CHARACTER);
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
