package rookery.tui.term;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// The functions of the C library that a terminal needs, on Linux and macOS. Those with a variable
/// number of arguments are declared so: on some processors they are called differently.
@SuppressWarnings("restricted")
final class CLibrary {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final MemoryLayout POINTER = ValueLayout.ADDRESS;
  private static final int READ_WRITE = 2;
  private static final int NOW = 0;
  private static final boolean LINUX = System.getProperty("os.name", "").startsWith("Linux");

  // Numbers from the systems' headers: TIOCGWINSZ, TCIFLUSH and SIGTSTP.
  private static final long GET_WINDOW_SIZE = LINUX ? 0x5413 : 0x40087468;
  private static final int INPUT = LINUX ? 0 : 1;
  private static final int TERMINAL_STOP = LINUX ? 20 : 18;

  private final Linker linker = Linker.nativeLinker();
  private final MethodHandle open = variadic("open", POINTER, INT);
  private final MethodHandle ioctl = variadic("ioctl", INT, LONG, POINTER);
  private final MethodHandle tcgetattr = fixed("tcgetattr", INT, POINTER);
  private final MethodHandle tcsetattr = fixed("tcsetattr", INT, INT, POINTER);
  private final MethodHandle tcflush = fixed("tcflush", INT, INT);
  private final MethodHandle cfmakeraw = link("cfmakeraw", FunctionDescriptor.ofVoid(POINTER));
  private final MethodHandle kill = fixed("kill", INT, INT);

  /// A file descriptor, or negative.
  int open(String path) {
    try (Arena arena = Arena.ofConfined()) {
      return (int) open.invokeExact(arena.allocateFrom(path), READ_WRITE);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// 0 if the descriptor is a terminal.
  int getAttributes(int fd, MemorySegment attributes) {
    try {
      return (int) tcgetattr.invokeExact(fd, attributes);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  int setAttributes(int fd, MemorySegment attributes) {
    try {
      return (int) tcsetattr.invokeExact(fd, NOW, attributes);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// Forgets what has arrived and was not read.
  int dropInput(int fd) {
    try {
      return (int) tcflush.invokeExact(fd, INPUT);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  void makeRaw(MemorySegment attributes) {
    try {
      cfmakeraw.invokeExact(attributes);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  int getSize(int fd, MemorySegment window) {
    try {
      return (int) ioctl.invokeExact(fd, GET_WINDOW_SIZE, window);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  /// Stops the whole foreground job as Ctrl-Z does, and returns when it goes on.
  void stopJob() {
    try {
      int _ = (int) kill.invokeExact(0, TERMINAL_STOP);
    } catch (Throwable e) {
      throw failed(e);
    }
  }

  private MethodHandle fixed(String name, MemoryLayout... arguments) {
    return link(name, FunctionDescriptor.of(INT, arguments));
  }

  /// Both functions of this kind that we use have two fixed arguments.
  private MethodHandle variadic(String name, MemoryLayout... arguments) {
    return link(name, FunctionDescriptor.of(INT, arguments), Linker.Option.firstVariadicArg(2));
  }

  private MethodHandle link(String name, FunctionDescriptor shape, Linker.Option... options) {
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), shape, options);
  }

  // A call declared rightly throws nothing; what comes out here is the virtual machine's trouble.
  private static LinkageError failed(Throwable e) {
    return new LinkageError("call of the C library failed", e);
  }
}
