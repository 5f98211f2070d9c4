package rookery.tui.term;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Raw mode by the C library, without starting a process.
///
/// The layout of `struct termios` differs between systems, so it is never looked into: `cfmakeraw`
/// fills it (no echo, no line editing, no signals, no flow control, CR and LF untouched), and the
/// block is larger than any system's structure.
final class NativeRawMode implements RawMode {
  private static final int STDIN = 0;
  private static final int STDOUT = 1;
  private static final long STOP_NANOS = Duration.ofMillis(100).toNanos();
  private static final int TERMIOS_BYTES = 256;
  private static final int WINSIZE_BYTES = 8;

  private final CLibrary library;
  private final int fd;
  private final MemorySegment found;

  private NativeRawMode(CLibrary library, int fd, MemorySegment found) {
    this.library = library;
    this.fd = fd;
    this.found = found;
  }

  /// Opens the controlling terminal, or takes standard input if it and standard output are one.
  ///
  /// @throws NoTerminalException if neither is a terminal
  static NativeRawMode open(String device) throws NoTerminalException {
    CLibrary library = new CLibrary();
    int opened = library.open(device);
    int fd = opened >= 0 ? opened : STDIN;
    MemorySegment found = Arena.global().allocate(TERMIOS_BYTES);
    boolean shows = opened >= 0 || library.getAttributes(STDOUT, found) == 0;
    if (!shows || library.getAttributes(fd, found) != 0) {
      throw new NoTerminalException("there is no terminal to draw on");
    }
    return new NativeRawMode(library, fd, found);
  }

  @Override
  public void enter() throws NoTerminalException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment raw = arena.allocate(TERMIOS_BYTES).copyFrom(found);
      library.makeRaw(raw);
      if (library.setAttributes(fd, raw) != 0) {
        throw new NoTerminalException("the terminal refuses raw mode");
      }
    }
  }

  @Override
  public void restore() {
    // A terminal's late answers to our questions are not to be read by the shell as typed.
    library.dropInput(fd);
    library.setAttributes(fd, found);
  }

  @Override
  public Size size() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment window = arena.allocate(WINSIZE_BYTES);
      int rows = 0;
      int columns = 0;
      if (library.getSize(fd, window) == 0) {
        rows = Short.toUnsignedInt(window.get(ValueLayout.JAVA_SHORT, 0));
        columns = Short.toUnsignedInt(window.get(ValueLayout.JAVA_SHORT, 2));
      }
      return rows > 0 && columns > 0 ? new Size(columns, rows) : Size.CUSTOMARY;
    }
  }

  // The signal reaches the threads of a process one after another; until it has reached this one,
  // the next step must not be taken.
  @Override
  public void stopJob() {
    library.stopJob();
    LockSupport.parkNanos(STOP_NANOS);
  }
}
