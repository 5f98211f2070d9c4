package rookery.loadtest.crucible;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rookery.loadtest.crucible.Finding.Kind;
import rookery.loadtest.process.ProcessException;

/// `crucible`.
@Command(
    name = "crucible",
    mixinStandardHelpOptions = true,
    description = {
      "Breaks a system of its own in every way while clients write, then reads everything back and judges.",
      "Exit code 0: nothing was lost, duplicated, reordered, unexpected or late, and presence was true. 1: something was, and all histories are kept."
    })
public final class CrucibleCommand implements Callable<Integer> {
  private static final int FOUND = 1;
  private static final int BROKEN = 2;
  private static final int SHOWN_OF_A_KIND = 10;
  private static final int MOST_NODES = 9;
  private static final String H2 = "h2";
  private static final String MARIADB = "mariadb";

  @Option(names = "--minutes", paramLabel = "N", description = "How long it breaks things (2).")
  private double minutes = 2;

  @Option(names = "--seed", paramLabel = "S", description = "Draws the same faults again (random).")
  private long seed = ThreadLocalRandom.current().nextLong(1_000_000);

  @Option(
      names = "--faults",
      split = ",",
      paramLabel = "NAME",
      description =
          "Which faults to draw from: node-kill, node-stop, node-restart, db-kill, db-stop, cut, delay, stall, swallow, client-kill; in a cluster also redis-kill, redis-stall, redis-flush, redis-half-open, redis-cut, db-cut, db-half-open, node-cut, balancer-reload (all).")
  private List<String> faults = List.of();

  @Option(
      names = "--store",
      paramLabel = "h2|mariadb",
      description = "Where the record is (h2; in a cluster mariadb).")
  private @Nullable String store;

  @Option(
      names = "--stop",
      paramLabel = "SECONDS",
      description = "The longest stop of a process, and stall of a connection (8).")
  private int stop = 8;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description =
          "How many nodes: with more than one, a cluster behind nginx, with Redis and MariaDB (1).")
  private int nodes = 1;

  @Option(names = "--users", paramLabel = "N", description = "How many users take part (12).")
  private int users = 12;

  @Option(names = "--groups", paramLabel = "N", description = "How many groups they have (3).")
  private int groups = 3;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Texts a second that each device writes (8).")
  private double rate = 8;

  @Option(names = "--keep", description = "Keep the histories in any case.")
  private boolean keep;

  @Option(
      names = "--judge",
      paramLabel = "FOLDER",
      description = "Run nothing; judge the histories that were kept there.")
  private @Nullable Path judged;

  private final PrintStream out;
  private final Path target;

  /// @param target where runs leave their folders
  public CrucibleCommand(PrintStream out, Path target) {
    this.out = out;
    this.target = target;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (judged != null) {
      return verdict(Judge.judge(judged), judged);
    }
    Options options;
    try {
      options = options();
    } catch (IllegalArgumentException e) {
      out.println(e.getMessage());
      return BROKEN;
    }
    Files.createDirectories(options.folder());
    out.println(
        "seed "
            + seed
            + ", store "
            + (options.mariaDb() ? MARIADB : H2)
            + ", nodes "
            + nodes
            + ", faults "
            + options.faults().stream().map(Fault::word).toList());
    try {
      int code = verdict(new Crucible(options, out).run(), options.folder());
      if (code == 0 && !keep) {
        delete(options.folder());
      }
      return code;
    } catch (ProcessException e) {
      out.println(e.getMessage());
      out.println("seed " + seed + "; what there is of histories is kept in " + options.folder());
      return BROKEN;
    }
  }

  private Options options() {
    String chosenStore = store == null ? nodes > 1 ? MARIADB : H2 : store;
    if (!chosenStore.equals(H2) && !chosenStore.equals(MARIADB)) {
      throw new IllegalArgumentException("--store is h2 or mariadb.");
    }
    boolean mariaDb = chosenStore.equals(MARIADB);
    if (nodes < 1 || nodes > MOST_NODES || nodes > 1 && !mariaDb) {
      throw new IllegalArgumentException(
          "--nodes is 1 to " + MOST_NODES + "; more than one need --store mariadb.");
    }
    List<Fault> chosen = new ArrayList<>();
    faults.forEach(word -> chosen.add(Fault.of(word)));
    if (chosen.isEmpty()) {
      chosen.addAll(List.of(Fault.values()));
      chosen.removeIf(fault -> fault.ofDatabase() && !mariaDb || fault.ofCluster() && nodes == 1);
    } else if (!mariaDb && chosen.stream().anyMatch(Fault::ofDatabase)) {
      throw new IllegalArgumentException("Faults of the database need --store mariadb.");
    } else if (nodes == 1 && chosen.stream().anyMatch(Fault::ofCluster)) {
      throw new IllegalArgumentException("Faults of a cluster need --nodes 3.");
    }
    return new Options(
        Duration.ofMillis(Math.round(minutes * 60_000)),
        seed,
        nodes,
        mariaDb,
        chosen,
        Duration.ofSeconds(stop),
        users,
        groups,
        rate,
        target
            .resolve("crucible")
            .resolve(seed + "-" + chosenStore + "-" + ProcessHandle.current().pid()));
  }

  private int verdict(List<Finding> findings, Path folder) {
    Map<Kind, List<Finding>> byKind = new TreeMap<>();
    for (Kind kind : Kind.values()) {
      byKind.put(kind, findings.stream().filter(finding -> finding.kind() == kind).toList());
    }
    byKind.forEach((kind, found) -> {
      found.stream()
          .limit(SHOWN_OF_A_KIND)
          .forEach(each -> out.println(kind + ": " + each.sentence()));
    });
    StringBuilder counts = new StringBuilder();
    byKind.forEach(
        (kind, found) -> counts.append(found.size()).append(' ').append(word(kind)).append(", "));
    out.println(counts + "seed " + seed);
    if (findings.isEmpty()) {
      out.println("PASSED");
      return 0;
    }
    out.println("FAILED; all histories are in " + folder);
    return FOUND;
  }

  private static String word(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
