package rookery.loadtest.thin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What a process of this machine uses, as Linux tells it.
final class Footprint {
  /// Linux counts CPU time in hundredths of a second for everybody who asks.
  private static final long TICK_MICROS = 10_000;

  private static final int JCMD_SETTLES_MS = 500;

  private Footprint() {}

  /// CPU time since its start, in µs, in steps of 10 ms, with that of the children that it has now.
  /// 0 where there is no such process.
  static long cpuMicros(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(process -> Stream.concat(Stream.of(process), process.children()))
        .mapToLong(process -> ownMicros(process.pid()))
        .sum();
  }

  private static long ownMicros(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      // The name in the second field may hold blanks and brackets.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MICROS;
    } catch (IOException _) {
      return 0; // it ended just now
    }
  }

  /// Memory of a JVM after a collection.
  static long settledKb(long pid) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    int _ =
        new ProcessBuilder(jcmd, Long.toString(pid), "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    Thread.sleep(JCMD_SETTLES_MS);
    return residentKb(pid);
  }

  static long residentKb(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElse(0);
  }
}
