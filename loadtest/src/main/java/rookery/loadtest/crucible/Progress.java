package rookery.loadtest.crucible;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Tells a person how a run goes, and keeps the faults as they came in a file. Thread-safe.
final class Progress implements AutoCloseable {
  private static final Duration EVERY = Duration.ofSeconds(2);

  private final PrintStream out;
  private final BufferedWriter events;
  private final Tally tally;
  private final List<Duration> recoveries = new ArrayList<>();
  private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
  private final Thread thread = Thread.ofVirtual().name("progress").unstarted(this::tell);
  private volatile List<Device> devices = List.of();
  private volatile Duration lasting = Duration.ZERO;
  private volatile String doing = "calm";
  private volatile long began = System.nanoTime();

  Progress(PrintStream out, Path events, Tally tally) throws IOException {
    this.out = out;
    this.events = Files.newBufferedWriter(events);
    this.tally = tally;
  }

  /// From now on a line comes every few seconds.
  void watch(List<Device> all, Duration planned) {
    devices = List.copyOf(all);
    lasting = planned;
    began = System.nanoTime();
    thread.start();
  }

  void begins(Schedule.Planned planned) {
    doing = planned.toString();
    synchronized (recoveries) {
      faults.merge(planned.fault(), 1, Integer::sum);
    }
    note("begins: " + planned);
  }

  void ends(Schedule.Planned planned, Duration recovery, boolean inStep) {
    doing = "calm";
    synchronized (recoveries) {
      recoveries.add(recovery);
    }
    note(
        "over: "
            + planned
            + (inStep ? "; in step after " : "; NOT IN STEP after ")
            + recovery.toMillis()
            + " ms");
  }

  void ends(Schedule.Planned planned) {
    doing = "calm";
    note("over: " + planned);
  }

  void say(String sentence) {
    doing = sentence;
    note(sentence);
    line();
  }

  private synchronized void note(String event) {
    try {
      events.write(String.format(Locale.ROOT, "%8.3f %s%n", seconds(), event));
      events.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  private void tell() {
    try {
      while (true) {
        Thread.sleep(EVERY);
        line();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void line() {
    long inStep =
        devices.stream().filter(d -> d.state().compareTo(Device.State.IN_STEP) >= 0).count();
    out.printf(
        Locale.ROOT,
        "%4.0f/%d s  sent %d  acked %d  received %d  waiting %d  in step %d/%d  %s%n",
        seconds(),
        lasting.toSeconds(),
        tally.sent.sum(),
        tally.acked.sum(),
        tally.shown.sum(),
        devices.stream().mapToInt(Device::waiting).sum(),
        inStep,
        devices.size(),
        doing);
  }

  /// Which faults came how often.
  private String faults() {
    synchronized (recoveries) {
      return faults.entrySet().stream()
          .map(each -> each.getValue() + " " + each.getKey().word())
          .collect(Collectors.joining(", ", "faults: ", ""));
    }
  }

  /// What all devices did, and how long they took to be in step again after a fault.
  String summary() {
    synchronized (recoveries) {
      List<Duration> sorted = recoveries.stream().sorted().toList();
      String recovery =
          sorted.isEmpty()
              ? ""
              : String.format(
                  Locale.ROOT,
                  "; in step again after %.1f s (median), %.1f s (longest)",
                  sorted.get(sorted.size() / 2).toMillis() / 1e3,
                  sorted.getLast().toMillis() / 1e3);
      return String.format(
          Locale.ROOT,
          "%d sent, %d acked, %d received, %d came again, %d connections, %d \"try again\", %d errors 500%s",
          tally.sent.sum(),
          tally.acked.sum(),
          tally.shown.sum(),
          tally.again.sum(),
          tally.connected.sum(),
          tally.tryAgain.sum(),
          tally.internal.sum(),
          recovery);
    }
  }

  @Override
  public void close() throws IOException {
    thread.interrupt();
    for (String line : List.of(faults(), summary())) {
      note(line);
      out.println(line);
    }
    events.close();
  }
}
