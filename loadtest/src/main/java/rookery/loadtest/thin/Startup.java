package rookery.loadtest.thin;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import rookery.loadtest.process.Service;

/// How long a node takes to serve, and its memory at rest.
final class Startup {
  private static final int ROUNDS = 5;

  /// Code that the start put off.
  private static final int REST_MS = 3_000;

  private Startup() {}

  static Map<String, Object> measure(Service node, PrintStream out)
      throws IOException, InterruptedException {
    long[] ready = new long[ROUNDS];
    long[] resident = new long[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      boolean _ = node.terminate();
      long began = System.nanoTime();
      node.start();
      ready[round] = (System.nanoTime() - began) / 1_000_000;
      Thread.sleep(REST_MS);
      resident[round] = Footprint.residentKb(node.pid()) / 1024;
      out.println("ready in " + ready[round] + " ms, " + resident[round] + " MiB at rest");
    }
    Arrays.sort(ready);
    Arrays.sort(resident);
    Map<String, Object> numbers = new TreeMap<>();
    numbers.put("ready_ms_median", ready[ROUNDS / 2]);
    numbers.put("rest_mib_median", resident[ROUNDS / 2]);
    return numbers;
  }
}
