package rookery.tui.term;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Turns a terminal's bytes into [Input], one byte at a time, so that it cannot matter how they
/// were cut into reads. Belongs to one thread; does no I/O and knows no clock.
///
/// The one thing that bytes cannot tell is whether an escape is the key or the beginning of a
/// sequence. Then, and within a paste that does not end, [#patience] says how long its caller may
/// wait for the next byte before it calls [#giveUp].
public final class KeyDecoder {
  /// How long an escape may be the beginning of a sequence.
  public static final Duration ESCAPE_WAIT = Duration.ofMillis(40);

  /// How long a paste may pause; after that its end is taken as lost, so that keys work again.
  public static final Duration PASTE_WAIT = Duration.ofSeconds(5);

  /// What is kept of one paste; the rest is dropped.
  public static final int MAX_PASTE_BYTES = 64 * 1024;

  private static final int MAX_SEQUENCE = 4096;
  private static final int ESC = 0x1b;
  private static final int BEL = 0x07;

  private enum State {
    GROUND,
    ESCAPE,
    CSI,
    SS3,
    CONSOLE_FUNCTION,
    OLD_MOUSE,
    STRING,
    STRING_ESCAPE,
    PASTE
  }

  private final Consumer<Input> sink;
  private final Utf8Assembler utf8 = new Utf8Assembler();
  private final PasteCollector paste = new PasteCollector(MAX_PASTE_BYTES);
  private final StringBuilder sequence = new StringBuilder();
  private State state = State.GROUND;
  private boolean alt;
  private boolean afterReturn;
  private int introducer;
  private int toSkip;

  /// @param sink gets each input as its last byte is fed, on the feeding thread
  public KeyDecoder(Consumer<Input> sink) {
    this.sink = sink;
  }

  /// Takes the bytes of one read.
  public void feed(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      take(bytes[i] & 0xFF);
    }
  }

  /// How long to wait for the next byte before [#giveUp]; empty if there is nothing to wait for.
  public Optional<Duration> patience() {
    return switch (state) {
      case ESCAPE -> Optional.of(ESCAPE_WAIT);
      case CSI, SS3, STRING -> sequence.isEmpty() ? Optional.of(ESCAPE_WAIT) : Optional.empty();
      case PASTE -> Optional.of(PASTE_WAIT);
      case GROUND, CONSOLE_FUNCTION, OLD_MOUSE, STRING_ESCAPE -> Optional.empty();
    };
  }

  /// Settles what is undecided, because no byte came in time: an escape is the key.
  public void giveUp() {
    switch (state) {
      case ESCAPE -> {
        escapeBefore();
        sink.accept(Input.Key.of(KeyName.ESCAPE));
        reset();
      }
      case CSI, SS3, STRING -> {
        if (sequence.isEmpty()) {
          escapeBefore();
          sink.accept(Input.Key.alt(introducer));
          reset();
        }
      }
      case PASTE -> {
        reset();
        sink.accept(paste.finish());
      }
      case GROUND, CONSOLE_FUNCTION, OLD_MOUSE, STRING_ESCAPE -> {}
    }
  }

  /// Says that no byte will follow: settles what is undecided and gives `EndOfInput`.
  public void end() {
    giveUp();
    if (utf8.underWay()) {
      sink.accept(new Input.Text(Character.toString(Utf8Assembler.REPLACEMENT)));
    }
    sink.accept(new Input.EndOfInput());
  }

  private void take(int octet) {
    switch (state) {
      case GROUND -> ground(octet);
      case ESCAPE -> escape(octet);
      case CSI -> csi(octet);
      case SS3 -> ss3(octet);
      case CONSOLE_FUNCTION -> consoleFunction(octet);
      case OLD_MOUSE -> oldMouse();
      case STRING -> string(octet);
      case STRING_ESCAPE -> stringEscape(octet);
      case PASTE -> {
        if (paste.take(octet)) {
          giveUp();
        }
      }
    }
  }

  private void ground(int octet) {
    boolean secondOfPair = afterReturn && octet == '\n';
    afterReturn = false;
    if (octet == ESC && !utf8.underWay()) {
      begin(State.ESCAPE, 0);
      return;
    }
    int codePoint = utf8.take(octet);
    if (codePoint == Utf8Assembler.BROKEN) {
      character(Utf8Assembler.REPLACEMENT);
      ground(octet);
    } else if (codePoint != Utf8Assembler.INCOMPLETE && !secondOfPair) {
      afterReturn = octet == '\r';
      character(codePoint);
    }
  }

  private void character(int codePoint) {
    sink.accept(Keys.typed(codePoint, alt));
    alt = false;
  }

  private void escape(int octet) {
    switch (octet) {
      case '[' -> begin(State.CSI, octet);
      case 'O' -> begin(State.SS3, octet);
      case ']', 'P', '_', '^', 'X' -> begin(State.STRING, octet);
      case ESC -> {
        escapeBefore();
        alt = true;
      }
      default -> {
        escapeBefore();
        state = State.GROUND;
        alt = true;
        ground(octet);
      }
    }
  }

  /// Of two escapes in a row the first was the key, unless a sequence makes it mean Alt.
  private void escapeBefore() {
    if (alt) {
      sink.accept(Input.Key.of(KeyName.ESCAPE));
    }
  }

  private void csi(int octet) {
    if (octet >= 0x20 && octet < 0x40) {
      append(octet);
    } else if (octet < 0x40 || octet > 0x7E) {
      abandon(octet);
    } else if (octet == '[' && sequence.isEmpty()) {
      state = State.CONSOLE_FUNCTION;
    } else if (octet == 'M' && sequence.isEmpty()) {
      state = State.OLD_MOUSE;
      toSkip = 3;
    } else {
      complete(ControlSequence.parse(sequence.toString(), (char) octet));
    }
  }

  private void complete(ControlSequence parsed) {
    boolean withAlt = alt;
    reset();
    if (parsed.isPasteStart()) {
      state = State.PASTE;
    } else {
      Input input = Keys.of(parsed);
      sink.accept(withAlt && input instanceof Input.Key key ? key.with(false, true, false) : input);
    }
  }

  private void ss3(int octet) {
    if (octet >= '0' && octet <= '9' && sequence.isEmpty()) {
      append(octet);
    } else if (octet < 0x40 || octet > 0x7E) {
      abandon(octet);
    } else {
      boolean withAlt = alt;
      String modifier = sequence.toString();
      reset();
      sink.accept(Keys.keypad((char) octet, modifier, withAlt));
    }
  }

  private void consoleFunction(int octet) {
    boolean known = octet >= 'A' && octet <= 'E';
    reset();
    if (known) {
      sink.accept(Input.Key.of(KeyName.function(octet - 'A' + 1)));
    } else {
      sink.accept(new Input.Unknown("CSI ["));
      take(octet);
    }
  }

  /// Three bytes of a report form that we never ask for, yet some terminals know no other.
  private void oldMouse() {
    toSkip--;
    if (toSkip == 0) {
      reset();
      sink.accept(new Input.Unknown("CSI M"));
    }
  }

  private void string(int octet) {
    if (octet == BEL) {
      endString();
    } else if (octet == ESC) {
      state = State.STRING_ESCAPE;
    } else if (octet < 0x20 || octet > 0x7E) {
      abandon(octet); // no answer holds such a byte: a key came after a beginning without an end
    } else {
      append(octet);
    }
  }

  private void stringEscape(int octet) {
    if (octet == '\\') {
      endString();
    } else {
      sink.accept(new Input.Unknown("unended string"));
      reset();
      begin(State.ESCAPE, 0);
      escape(octet);
    }
  }

  private void endString() {
    Input report = Keys.ofString((char) introducer, sequence.toString());
    reset();
    sink.accept(report);
  }

  private void begin(State next, int octet) {
    state = next;
    introducer = octet;
    sequence.setLength(0);
  }

  private void append(int octet) {
    if (sequence.length() < MAX_SEQUENCE) {
      sequence.append((char) octet);
    }
  }

  /// A byte came that the sequence cannot hold: the sequence is lost, the byte is not.
  private void abandon(int octet) {
    reset();
    sink.accept(new Input.Unknown("broken sequence"));
    take(octet);
  }

  private void reset() {
    begin(State.GROUND, 0);
    alt = false;
  }
}
