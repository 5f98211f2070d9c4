package rookery.tui.term;

/// The table from what terminals send to what it means: xterm's forms first, with those of VT220,
/// rxvt, the Linux console and the `CSI u` encoding where they differ.
final class Keys {
  private Keys() {}

  /// A code point outside any sequence.
  static Input typed(int codePoint, boolean alt) {
    return switch (codePoint) {
      case '\r', '\n' -> named(KeyName.ENTER, alt);
      case '\t' -> named(KeyName.TAB, alt);
      case '\b', 0x7f -> named(KeyName.BACKSPACE, alt);
      case 0x1b -> named(KeyName.ESCAPE, alt);
      case 0 -> Input.Key.ctrl(' ').with(false, alt, false);
      default -> {
        if (codePoint < 0x20) {
          int letter = Character.toLowerCase(codePoint + 0x40);
          yield Input.Key.ctrl(letter).with(false, alt, false);
        }
        if (codePoint >= 0x80 && codePoint < 0xA0) {
          yield new Input.Unknown("C1 " + Integer.toHexString(codePoint));
        }
        yield alt ? Input.Key.alt(codePoint) : new Input.Text(Character.toString(codePoint));
      }
    };
  }

  /// A sequence that began with `ESC O`; `modifier` is empty or a digit.
  static Input keypad(char last, String modifier, boolean alt) {
    int modifiers = modifier.isEmpty() ? 1 : modifier.charAt(0) - '0';
    if (last >= 'j' && last <= 'y' && last != 'l') {
      // Keypad digits and operators in application mode lie 0x40 above the character they print.
      return typed(last - 0x40, alt);
    }
    KeyName name = last == 'M' ? KeyName.ENTER : byLetter(last);
    if (name == KeyName.CHARACTER) {
      return new Input.Unknown("SS3 " + last);
    }
    return modified(Input.Key.of(name), modifiers).with(false, alt, false);
  }

  /// A complete `CSI` sequence.
  static Input of(ControlSequence parsed) {
    return switch (parsed.marker()) {
      case 0 -> parsed.intermediate() == 0 ? plain(parsed) : unknown(parsed);
      case '<' -> mouse(parsed);
      case '?' ->
          parsed.last() == 'c' ? new Input.Attributes(parsed.parameters()) : unknown(parsed);
      default -> unknown(parsed);
    };
  }

  private static Input plain(ControlSequence parsed) {
    int modifiers = parsed.parameter(1, 1);
    return switch (parsed.last()) {
      case 'I' -> new Input.Focus(true);
      case 'O' -> new Input.Focus(false);
      case 'Z' -> modified(Input.Key.of(KeyName.TAB), modifiers).with(false, false, true);
      case '~' -> tilde(parsed, modifiers);
      case 'u' -> byCode(parsed, parsed.parameter(0, 0), modifiers);
      case 'R' -> cursorOrF3(parsed, modifiers);
      default -> {
        KeyName name = byLetter(parsed.last());
        yield name == KeyName.CHARACTER ? unknown(parsed) : modified(Input.Key.of(name), modifiers);
      }
    };
  }

  private static Input cursorOrF3(ControlSequence parsed, int second) {
    int first = parsed.parameter(0, 1);
    if (first == 1) {
      return modified(Input.Key.of(KeyName.F3), second);
    }
    return new Input.CursorAt(Math.max(0, second - 1), Math.max(0, first - 1));
  }

  private static KeyName byLetter(char last) {
    return switch (last) {
      case 'A' -> KeyName.UP;
      case 'B' -> KeyName.DOWN;
      case 'C' -> KeyName.RIGHT;
      case 'D' -> KeyName.LEFT;
      case 'F' -> KeyName.END;
      case 'H' -> KeyName.HOME;
      case 'P' -> KeyName.F1;
      case 'Q' -> KeyName.F2;
      case 'R' -> KeyName.F3;
      case 'S' -> KeyName.F4;
      default -> KeyName.CHARACTER;
    };
  }

  private static Input tilde(ControlSequence parsed, int modifiers) {
    int number = parsed.parameter(0, 0);
    if (number == 27) {
      return byCode(parsed, parsed.parameter(2, 0), modifiers);
    }
    KeyName name =
        switch (number) {
          case 1, 7 -> KeyName.HOME;
          case 2 -> KeyName.INSERT;
          case 3 -> KeyName.DELETE;
          case 4, 8 -> KeyName.END;
          case 5 -> KeyName.PAGE_UP;
          case 6 -> KeyName.PAGE_DOWN;
          case 11, 12, 13, 14, 15 -> KeyName.function(number - 10);
          case 17, 18, 19, 20, 21 -> KeyName.function(number - 11);
          case 23, 24 -> KeyName.function(number - 12);
          default -> KeyName.CHARACTER;
        };
    return name == KeyName.CHARACTER ? unknown(parsed) : modified(Input.Key.of(name), modifiers);
  }

  /// A key given by its code point, as `CSI u` and modifyOtherKeys do.
  private static Input byCode(ControlSequence parsed, int code, int modifiers) {
    boolean privateUse = code >= 0xE000 && code <= 0xF8FF; // kitty's names for keys without text
    if (!Character.isValidCodePoint(code) || code == 0 || privateUse) {
      return unknown(parsed);
    }
    int held = Math.max(0, modifiers - 1);
    Input input = typed(code, false);
    if (input instanceof Input.Text && (held & 6) != 0) {
      int lower = Character.toLowerCase(code);
      input = new Input.Key(KeyName.CHARACTER, lower, false, false, lower != code);
    }
    return input instanceof Input.Key key ? modified(key, modifiers) : input;
  }

  private static Input.Key modified(Input.Key key, int modifiers) {
    int held = Math.max(0, modifiers - 1);
    return key.with((held & 4) != 0, (held & 2) != 0, (held & 1) != 0);
  }

  private static Input mouse(ControlSequence parsed) {
    int code = parsed.parameter(0, -1);
    boolean released = parsed.last() == 'm';
    if (code < 0 || parsed.last() != 'M' && !released) {
      return unknown(parsed);
    }
    int button = code & 3;
    Input.MouseAction action;
    if ((code & 64) != 0) {
      if (button > 1 || released) {
        return unknown(parsed); // sideways
      }
      action = button == 0 ? Input.MouseAction.WHEEL_UP : Input.MouseAction.WHEEL_DOWN;
      button = 0;
    } else if (button == 3 || (code & 128) != 0) {
      return unknown(parsed); // moved without a button, or a button we have no use for
    } else if ((code & 32) != 0) {
      action = Input.MouseAction.DRAG;
    } else {
      action = released ? Input.MouseAction.RELEASE : Input.MouseAction.PRESS;
    }
    int column = Math.max(0, parsed.parameter(1, 1) - 1);
    int row = Math.max(0, parsed.parameter(2, 1) - 1);
    return new Input.Mouse(action, button, column, row);
  }

  /// A string sequence; the only one that we ask for is `OSC 11`.
  static Input ofString(char introducer, String body) {
    if (introducer == ']' && body.startsWith("11;")) {
      return ColorReport.parse(body.substring(3));
    }
    return new Input.Unknown("string " + introducer);
  }

  private static Input.Key named(KeyName name, boolean alt) {
    return Input.Key.of(name).with(false, alt, false);
  }

  private static Input unknown(ControlSequence parsed) {
    return new Input.Unknown(parsed.toString());
  }
}
