package rookery.tui.term;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TerminalPosition;
import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.terminal.AbstractTerminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The escape sequences, as a Lanterna terminal over any stream: a device, a channel, memory.
///
/// Unlike Lanterna's own it writes whole strings as UTF-8, gathers everything up to `flush` into
/// one write, and knows bracketed paste, focus reports, SGR mouse reports and synchronized output.
/// Input does not come through it; [KeyReader] does that.
///
/// Belongs to the UI thread, except for [#close], which a shutdown hook may call: it waits a moment
/// for a write under way, then gives up, because a terminal that no longer reads must not keep the
/// process from ending.
public final class ChatTerminal extends AbstractTerminal {
  static final String BEGIN_UPDATE = "\033[?2026h";
  static final String END_UPDATE = "\033[?2026l";
  static final String SHOW_CURSOR = "\033[?25h";
  static final String HIDE_CURSOR = "\033[?25l";

  /// Title kept; other screen; no wrapping at the edge, so that a width misjudged there cannot
  /// scroll; paste brackets; focus reports; grapheme clusters counted as we do, where known.
  private static final String ENTER =
      "\033[22;0t\033[?1049h\033[?7l\033[?2004h\033[?1004h\033[?2027h\033[m\033[H\033[2J";

  private static final String MOUSE = "\033[?1002h\033[?1006h";
  private static final String NO_MOUSE = "\033[?1006l\033[?1002l\033[?1000l";

  /// The screen is cleared before it is left, for consoles that have only one.
  private static final String LEAVE =
      END_UPDATE
          + "\033]8;;\033\\\033[m"
          + NO_MOUSE
          + "\033[?2027l\033[?1004l\033[?2004l\033[?7h"
          + SHOW_CURSOR
          + "\033[H\033[2J\033[?1049l\033[23;0t";

  private static final long CLOSE_WAIT_MILLIS = 300;

  private final OutputStream out;
  private final Supplier<Size> size;
  private final StringBuilder pending = new StringBuilder();
  private final ReentrantLock writing = new ReentrantLock();
  private boolean entered;
  private boolean mouse;
  private boolean closed;

  /// @param out gets one `write` and one `flush` per flush of this; not closed by it
  /// @param size asked whenever the size is needed; for tests, a constant
  public ChatTerminal(OutputStream out, Supplier<Size> size) {
    this.out = out;
    this.size = size;
  }

  /// How large it is now.
  public Size size() {
    return size.get();
  }

  /// Adds to what the next `flush` writes; escape sequences go through unchanged.
  public void write(CharSequence text) {
    pending.append(text);
  }

  @Override
  public void flush() throws IOException {
    writing.lock();
    try {
      send();
    } finally {
      writing.unlock();
    }
  }

  private void send() throws IOException {
    byte[] bytes = pending.toString().getBytes(StandardCharsets.UTF_8);
    pending.setLength(0);
    if (!closed && bytes.length > 0) {
      out.write(bytes);
      out.flush();
    }
  }

  /// Takes over the terminal's screen. Not yet flushed: it goes out with the first frame.
  @Override
  public void enterPrivateMode() {
    entered = true;
    write(mouse ? ENTER + MOUSE : ENTER);
  }

  /// Gives the screen back as it was, at once.
  @Override
  public void exitPrivateMode() throws IOException {
    if (entered) {
      entered = false;
      write(LEAVE);
      flush();
    }
  }

  /// Leaves the screen if it was entered, and writes nothing more. The stream stays open.
  @Override
  public void close() throws IOException {
    if (!lockSoon()) {
      return;
    }
    try {
      if (!closed) {
        pending.setLength(0);
        pending.append(entered ? LEAVE : "");
        send();
        closed = true;
      }
    } finally {
      writing.unlock();
    }
  }

  private boolean lockSoon() {
    try {
      return writing.tryLock(CLOSE_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Puts text on the system's clipboard, where the terminal allows it (OSC 52).
  public void copy(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    write("\033]52;c;" + Base64.getEncoder().encodeToString(utf8) + "\007");
    flush();
  }

  /// Names the window. What it was called before comes back when the screen is left.
  public void title(String title) {
    write("\033]2;" + Sanitizer.clean(title, Sanitizer.LineEnds.BLANK) + "\033\\");
  }

  /// Has buttons, wheel and drags reported, or not any more. While they are, most terminals select
  /// text only with Shift held. Lasts over leaving and entering the screen again.
  public void mouse(boolean reported) {
    mouse = reported;
    write(reported ? MOUSE : NO_MOUSE);
  }

  @Override
  public void bell() throws IOException {
    write("\007");
    flush();
  }

  @Override
  public void clearScreen() {
    write("\033[2J");
  }

  @Override
  public void setCursorPosition(int x, int y) {
    write("\033[" + (y + 1) + ";" + (x + 1) + "H");
  }

  @Override
  public void setCursorPosition(TerminalPosition position) {
    setCursorPosition(position.getColumn(), position.getRow());
  }

  @Override
  public TerminalPosition getCursorPosition() {
    throw new UnsupportedOperationException("ask with CSI 6n, the answer is an Input.CursorAt");
  }

  @Override
  public void setCursorVisible(boolean visible) {
    write(visible ? SHOW_CURSOR : HIDE_CURSOR);
  }

  @Override
  public void putCharacter(char c) {
    write(String.valueOf(c));
  }

  @Override
  public void putString(String string) {
    write(string);
  }

  @Override
  public void enableSGR(SGR sgr) {
    write("\033[" + Pen.on(sgr) + "m");
  }

  @Override
  public void disableSGR(SGR sgr) {
    write("\033[" + Pen.off(sgr) + "m");
  }

  @Override
  public void resetColorAndSGR() {
    write("\033[m");
  }

  @Override
  public void setForegroundColor(TextColor color) {
    write("\033[" + ColorDepth.TRUE.foreground(color) + "m");
  }

  @Override
  public void setBackgroundColor(TextColor color) {
    write("\033[" + ColorDepth.TRUE.background(color) + "m");
  }

  @Override
  public TerminalSize getTerminalSize() {
    return new TerminalSize(size().columns(), size().rows());
  }

  /// Gives nothing: answers arrive among the input.
  @Override
  public byte[] enquireTerminal(int timeout, TimeUnit timeoutUnit) {
    return new byte[0];
  }

  @Override
  public KeyStroke pollInput() {
    throw new UnsupportedOperationException("keys come from a KeyReader");
  }

  @Override
  public KeyStroke readInput() {
    throw new UnsupportedOperationException("keys come from a KeyReader");
  }
}
