package rookery.tui.term;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// The terminal device that this process was started on, in raw mode from `open` to `close`.
///
/// However the process ends, short of a kill or a crash of the virtual machine, the device is put
/// back: `close` does it, and so does a shutdown hook, which also runs after SIGTERM, SIGHUP,
/// `System.exit` and the end of the last thread by an exception.
public final class Tty implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Tty.class.getName());
  private static final String DEVICE = "/dev/tty";

  /// What has to happen to the terminal before it leaves raw mode.
  @FunctionalInterface
  public interface Farewell {
    void say() throws IOException;
  }

  private final RawMode mode;
  private final InputStream input;
  private final OutputStream output;
  private final AtomicBoolean open = new AtomicBoolean(true);
  private final Thread hook = new Thread(this::restore, "term-restore");
  private volatile Farewell farewell = () -> {};

  private Tty(RawMode mode, InputStream input, OutputStream output) {
    this.mode = mode;
    this.input = input;
    this.output = output;
  }

  /// Opens the controlling terminal, or standard input and output if they are one, and makes it
  /// raw: every key arrives as it is, Ctrl-C, Ctrl-Z and Ctrl-\ too, and nothing is echoed.
  ///
  /// @throws NoTerminalException if there is none, as in a pipe or a service
  public static Tty open() throws NoTerminalException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      throw new NoTerminalException("no full screen on Windows yet: come in by ssh");
    }
    Tty tty = connect(mode());
    Runtime.getRuntime().addShutdownHook(tty.hook);
    try {
      tty.mode.enter();
    } catch (NoTerminalException e) {
      tty.close();
      throw e;
    }
    return tty;
  }

  private static RawMode mode() throws NoTerminalException {
    try {
      return NativeRawMode.open(DEVICE);
    } catch (LinkageError | UnsupportedOperationException | NoSuchElementException _) {
      return SttyRawMode.open(DEVICE);
    }
  }

  private static Tty connect(RawMode mode) {
    try {
      return new Tty(mode, new FileInputStream(DEVICE), new FileOutputStream(DEVICE));
    } catch (IOException _) {
      FileInputStream input = new FileInputStream(FileDescriptor.in);
      return new Tty(mode, input, new FileOutputStream(FileDescriptor.out));
    }
  }

  /// What is typed, unbuffered; a read cannot be interrupted.
  public InputStream input() {
    return input;
  }

  /// What is shown, unbuffered.
  public OutputStream output() {
    return output;
  }

  /// The window's present size; cheap, nothing is written.
  public Size size() {
    return mode.size();
  }

  /// Tells the new size whenever the window changes, on a thread of the virtual machine's.
  public void onResize(Consumer<Size> listener) {
    WindowSignal.onChange(() -> listener.accept(size()));
  }

  /// Sets what is done before the device is put back, such as leaving the screen; it may run on the
  /// shutdown thread. Replaces what was set before.
  public void beforeClose(Farewell toSay) {
    farewell = toSay;
  }

  /// Stops the job as Ctrl-Z does in other programs, and returns, raw again, when it is continued.
  /// The screen must have been left before and is to be entered and painted anew after.
  ///
  /// @throws NoTerminalException if the terminal has gone meanwhile
  public void suspend() throws NoTerminalException {
    mode.restore();
    mode.stopJob();
    mode.enter();
  }

  /// Says farewell and puts the device back; at once a no-op if that has been done.
  @Override
  public void close() {
    restore();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      // shutting down already: the hook finds nothing left to do
    }
  }

  private void restore() {
    if (open.compareAndSet(true, false)) {
      try {
        farewell.say();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "the terminal was gone before the screen was left", e);
      } finally {
        mode.restore();
      }
    }
  }
}
