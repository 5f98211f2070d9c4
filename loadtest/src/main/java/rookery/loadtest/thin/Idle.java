package rookery.loadtest.thin;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import rookery.loadtest.accounts.Account;
import rookery.loadtest.link.Address;

/// How much memory of a node a connection takes that is signed in and does nothing.
final class Idle {
  private Idle() {}

  static Map<String, Object> measure(
      List<Address> doors, OptionalLong pid, List<Account> accounts, Duration lasting)
      throws IOException, InterruptedException {
    Map<String, Object> numbers = new TreeMap<>();
    // The first connections load code that is no connection's.
    try (Crowd first = Crowd.signIn(doors, accounts.subList(0, Math.min(50, accounts.size())))) {
      numbers.put("warmed_up_by", first.peers().size());
    }
    long before = residentKb(pid);
    long began = System.nanoTime();
    try (Crowd crowd = Crowd.signIn(doors, accounts)) {
      numbers.put("sign_in_seconds", Math.round((System.nanoTime() - began) / 1e8) / 10.0);
      crowd.listen(new Traffic(List.of(), crowd.peers()));
      Thread.sleep(lasting);
      long after = residentKb(pid);
      numbers.put("rss_before_kb", before);
      numbers.put("rss_with_kb", after);
      numbers.put(
          "kb_per_connection", Math.round((after - before) * 10.0 / accounts.size()) / 10.0);
      numbers.put("closed_by_server", crowd.closed());
    }
    return numbers;
  }

  /// 0 where the node is not ours.
  private static long residentKb(OptionalLong pid) throws IOException, InterruptedException {
    return pid.isEmpty() ? 0 : Footprint.settledKb(pid.getAsLong());
  }
}
