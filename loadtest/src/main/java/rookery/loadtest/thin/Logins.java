package rookery.loadtest.thin;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.HdrHistogram.Recorder;
import rookery.loadtest.accounts.Account;
import rookery.loadtest.link.Address;
import rookery.protocol.AccountMessages.Login;

/// How many clients a second can connect and sign in: by token, as after the death of their node,
/// or by password.
final class Logins {
  private static final int THREADS = 32;
  private static final int DIGITS = 3;

  private Logins() {}

  static Map<String, Object> measure(
      Address tcp,
      List<Account> accounts,
      Function<Account, Login> how,
      Duration lasting,
      PrintStream out)
      throws InterruptedException {
    LongAdder done = new LongAdder();
    LongAdder failed = new LongAdder();
    Recorder times = new Recorder(Traffic.LONGEST, DIGITS);
    long began = System.nanoTime();
    long until = began + lasting.toNanos();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int first = t;
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int i = first; System.nanoTime() < until; i += THREADS) {
                  long start = System.nanoTime();
                  try (Peer _ = signIn(tcp, accounts.get(i % accounts.size()), how)) {
                    done.increment();
                    times.recordValue((System.nanoTime() - start) / 1_000);
                  } catch (IOException e) {
                    failed.increment();
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    out.println(done.sum() + " signed in, " + failed.sum() + " failed");
    Map<String, Object> numbers = new TreeMap<>();
    numbers.put("logins_per_second", Math.round(done.sum() / ((System.nanoTime() - began) / 1e9)));
    numbers.put("failed", failed.sum());
    Load.spread(numbers, "login", times.getIntervalHistogram());
    return numbers;
  }

  private static Peer signIn(Address tcp, Account account, Function<Account, Login> how)
      throws IOException {
    return Peer.signIn(tcp, account, how.apply(account));
  }
}
