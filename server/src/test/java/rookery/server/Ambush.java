package rookery.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jdi.Bootstrap;
import com.sun.jdi.Location;
import com.sun.jdi.ThreadReference;
import com.sun.jdi.VMDisconnectedException;
import com.sun.jdi.VirtualMachine;
import com.sun.jdi.connect.AttachingConnector;
import com.sun.jdi.connect.Connector;
import com.sun.jdi.connect.IllegalConnectorArgumentsException;
import com.sun.jdi.event.BreakpointEvent;
import com.sun.jdi.event.Event;
import com.sun.jdi.event.EventSet;
import com.sun.jdi.request.BreakpointRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Halts a node, which is another process, where it enters a method, so that it can be killed or
/// stopped at that very moment. The node has nothing in it for this: a debugger's breakpoint does
/// it.
final class Ambush implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final VirtualMachine machine;

  /// What its virtual machine is told.
  static String option(int port) {
    return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,quiet=y,address=127.0.0.1:"
        + port;
  }

  Ambush(int port) throws IOException {
    AttachingConnector connector =
        Bootstrap.virtualMachineManager().attachingConnectors().stream()
            .filter(each -> each.transport().name().equals("dt_socket"))
            .findFirst()
            .orElseThrow();
    Map<String, Connector.Argument> arguments = connector.defaultArguments();
    arguments.get("hostname").setValue("127.0.0.1");
    arguments.get("port").setValue(Integer.toString(port));
    try {
      machine = connector.attach(arguments);
    } catch (IllegalConnectorArgumentsException e) {
      throw new IOException(e);
    }
  }

  /// Halts all of the node when a thread enters the method.
  ///
  /// @param type the whole name of a class that was in use
  /// @param thread what the thread's name begins with; empty for any
  void at(String type, String method, String thread) {
    Location entry =
        machine.classesByName(type).getFirst().methodsByName(method).getFirst().location();
    List<ThreadReference> threads =
        machine.allThreads().stream().filter(one -> one.name().startsWith(thread)).toList();
    if (thread.isEmpty()) {
      machine.eventRequestManager().createBreakpointRequest(entry).enable();
      return;
    }
    assertThat(threads).as("threads called " + thread).isNotEmpty();
    for (ThreadReference one : threads) {
      BreakpointRequest request = machine.eventRequestManager().createBreakpointRequest(entry);
      request.addThreadFilter(one);
      request.enable();
    }
  }

  /// Returns when the node has halted.
  void await() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      EventSet events = left > 0 ? machine.eventQueue().remove(left) : null;
      assertThat(events).as("a halt in time").isNotNull();
      for (Event event : events) {
        if (event instanceof BreakpointEvent) {
          return;
        }
      }
    }
  }

  /// Lets the node go on, and leaves it alone, where it lives.
  @Override
  public void close() {
    try {
      machine.dispose();
    } catch (VMDisconnectedException _) {
      // It was killed.
    }
  }
}
