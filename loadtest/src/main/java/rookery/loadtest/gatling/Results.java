package rookery.loadtest.gatling;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/// The numbers of the simulations of a run, a line of a table each.
final class Results {
  static final String HEAD =
      String.format(
          Locale.ROOT,
          "%-10s %9s %9s %9s %9s %6s %9s  %-26s %s",
          "",
          "messages",
          "a second",
          "pushed",
          "asked for",
          "lost",
          "repeated",
          "ack ms p50/p99/max",
          "push ms p50/p99/max");

  private Results() {}

  static void write(Path file, String name, Ledger.Outcome o) {
    String table =
        String.format(
            Locale.ROOT,
            "%-10s %9d %9.0f %9d %9d %6d %9d  %-26s %s",
            name,
            o.acked(),
            o.acked() / o.seconds(),
            o.pushed(),
            o.found(),
            o.lost(),
            o.repeated(),
            spread(o.ack()),
            spread(o.push()));
    try {
      Files.writeString(file, table + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String spread(Ledger.Spread spread) {
    return String.format(
        Locale.ROOT,
        "%.1f / %.1f / %.1f",
        spread.p50() / 1e3,
        spread.p99() / 1e3,
        spread.max() / 1e3);
  }
}
