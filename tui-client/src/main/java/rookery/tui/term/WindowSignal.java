package rookery.tui.term;

import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/// Tells when the window's size has changed (SIGWINCH).
///
/// The JDK's only way to hear of signals is a class outside its supported API, which the compiler
/// does not let us name. So it is looked up; where it is missing, nobody is told.
final class WindowSignal {
  private static final System.Logger LOG = System.getLogger(WindowSignal.class.getName());

  private WindowSignal() {}

  /// @param action runs on a thread of the virtual machine's, for each signal
  static void onChange(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      InvocationHandler handling =
          (proxy, method, arguments) ->
              switch (method.getName()) {
                case "handle" -> {
                  action.run();
                  yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "window signal";
              };
      Object proxy =
          Proxy.newProxyInstance(
              WindowSignal.class.getClassLoader(), new Class<?>[] {handler}, handling);
      Object window = signal.getConstructor(String.class).newInstance("WINCH");
      signal.getMethod("handle", signal, handler).invoke(null, window, proxy);
    } catch (ReflectiveOperationException e) {
      LOG.log(Level.DEBUG, "changes of the window's size will go unnoticed", e);
    }
  }
}
