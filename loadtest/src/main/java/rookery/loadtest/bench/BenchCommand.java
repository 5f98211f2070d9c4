package rookery.loadtest.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rookery.loadtest.accounts.Account;
import rookery.loadtest.accounts.Accounts;
import rookery.loadtest.gatling.GatlingRun;
import rookery.loadtest.gatling.Settings;
import rookery.loadtest.link.Address;
import rookery.loadtest.process.ProcessException;
import rookery.loadtest.thin.Fall;
import rookery.loadtest.thin.Scenario;
import rookery.loadtest.thin.ThinRun;

/// `bench`.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures a system: the one named, else the local cluster (127.0.0.1:7800, 7880) where it is up, else a node that it starts.",
      "Gatling drives users who write to each other in pairs, once over TCP and once over WebSocket. Every message must reach its receiver.",
      "Exit code 0: nothing failed and nothing was lost."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final int BROKEN = 2;

  @Option(names = "--users", paramLabel = "N", description = "How many users (100).")
  private int users = 100;

  @Option(names = "--seconds", paramLabel = "S", description = "How long they write (20).")
  private int seconds = 20;

  @Option(names = "--rate", paramLabel = "R", description = "Messages a second of each user (1).")
  private @Nullable Double rate;

  @Option(names = "--tcp", paramLabel = "HOST:PORT", description = "The system, by TCP.")
  private @Nullable String tcp;

  @Option(names = "--http", paramLabel = "HOST:PORT", description = "The system, by WebSocket.")
  private @Nullable String http;

  @Option(
      names = "--store",
      paramLabel = "h2|mariadb",
      description = "The record of the node that it starts (h2).")
  private String store = "h2";

  @Option(
      names = "--thin",
      paramLabel = "SCENARIO",
      description = {
        "Instead of Gatling, the thin generator by TCP: direct, group, hot, idle, resume, login, sync, start, failover or presence;",
        "--users connections, --rate messages a second of all together, as fast as acks come when it is not given."
      })
  private @Nullable Scenario thin;

  @Option(
      names = "--across",
      paramLabel = "HOST:PORT",
      split = ",",
      description = "More nodes, with commas: with --thin, connections go there in turn.")
  private List<String> across = List.of();

  @Option(
      names = "--friends",
      paramLabel = "F",
      description = "With --thin presence: friends of each user (20).")
  private int friends = 20;

  @Option(
      names = "--warm-up",
      paramLabel = "S",
      description = "With --thin: how long messages flow before they count (10).")
  private int warmUp = 10;

  @Option(
      names = "--each",
      paramLabel = "N",
      description = "With --thin idle: so many connections of each user (1).")
  private int each = 1;

  @Option(
      names = "--kill",
      paramLabel = "PID",
      description = "With --thin failover: the node that is killed.")
  private @Nullable Long kill;

  @Option(
      names = "--stop",
      paramLabel = "PID",
      description = "With --thin failover, instead of --kill: the node that stands still.")
  private @Nullable Long stop;

  @Option(
      names = "--terminate",
      paramLabel = "PID",
      description =
          "With --thin failover, instead of --kill: the node that is asked to end, as for a restart.")
  private @Nullable Long terminate;

  @Option(
      names = "--first",
      paramLabel = "HOST:PORT",
      description =
          "With --thin failover: where all clients are before it; they come again by --tcp.")
  private @Nullable String first;

  private final PrintStream out;
  private final Path target;

  /// @param target where reports, and the accounts of earlier runs, are
  public BenchCommand(PrintStream out, Path target) {
    this.out = out;
    this.target = target;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = target.resolve("bench");
    try (SystemUnderTest system =
        SystemUnderTest.find(tcp, http, folder, store.equals("mariadb"))) {
      out.println(
          "measuring " + system.what() + ": tcp " + system.tcp() + ", http " + system.http());
      Scenario scenario = thin;
      return scenario == null ? simulate(system, folder) : thin(system, scenario);
    } catch (IllegalArgumentException | ProcessException e) {
      out.println(e.getMessage());
      return BROKEN;
    }
  }

  private int simulate(SystemUnderTest system, Path folder)
      throws IOException, InterruptedException {
    int pairs = users + users % 2;
    List<Account> accounts = accounts(system, pairs);
    Settings settings =
        new Settings(
            system.tcp(),
            system.http(),
            accounts.size(),
            Duration.ofSeconds(seconds),
            rate == null ? 1 : rate,
            system.accounts(),
            folder.resolve("results.txt"));
    return GatlingRun.run(settings, target.resolve("gatling"), out);
  }

  private int thin(SystemUnderTest system, Scenario scenario)
      throws IOException, InterruptedException {
    List<Address> doors = new ArrayList<>(List.of(system.tcp()));
    across.forEach(door -> doors.add(Address.parse(door)));
    ThinRun run =
        new ThinRun(
            doors,
            new ThinRun.Own(system.own(), system.record(), system.parts()),
            new ThinRun.Wishes(fall(), Optional.ofNullable(first).map(Address::parse), friends),
            Duration.ofSeconds(warmUp),
            Duration.ofSeconds(seconds),
            rate == null ? 0 : rate,
            out);
    if (scenario == Scenario.START) {
      return run.run(scenario, List.of());
    }
    List<Account> accounts = accounts(system, users);
    if (scenario == Scenario.PRESENCE) {
      out.println("making " + friends + " friends for each where they are missing");
      pool(system).ring(accounts, friends);
    }
    return run.run(
        scenario,
        scenario == Scenario.IDLE
            ? Collections.nCopies(each, accounts).stream().flatMap(List::stream).toList()
            : accounts);
  }

  private Optional<Fall> fall() {
    return fall(kill, Fall.Kind.KILL)
        .or(() -> fall(stop, Fall.Kind.STOP))
        .or(() -> fall(terminate, Fall.Kind.TERMINATE));
  }

  private static Optional<Fall> fall(@Nullable Long pid, Fall.Kind kind) {
    return Optional.ofNullable(pid).flatMap(ProcessHandle::of).map(node -> new Fall(node, kind));
  }

  private List<Account> accounts(SystemUnderTest system, int count)
      throws IOException, InterruptedException {
    return pool(system).take(count, made -> out.println("test accounts: " + made + " of " + count));
  }

  private static Accounts pool(SystemUnderTest system) {
    return new Accounts(system.tcp(), system.keeper(), system.accounts());
  }
}
