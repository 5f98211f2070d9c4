package rookery.loadtest.thin;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rookery.loadtest.accounts.Account;
import rookery.loadtest.link.Address;
import rookery.loadtest.link.Caller;
import rookery.protocol.Bounds;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.ChatMessages.Stored;
import rookery.protocol.GroupMessages.CreateGroup;
import rookery.protocol.GroupMessages.GroupStored;
import rookery.protocol.GroupMessages.JoinGroup;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;

/// How long one who was away takes to catch up: until he sees what is unread, and until all of it
/// is there.
final class Missed {
  private static final int CONVERSATIONS = 50;
  private static final int TEXTS_EACH = 200;
  private static final int ROUNDS = 9;
  private static final double NANOS_PER_MS = 1e6;

  private Missed() {}

  static Map<String, Object> measure(Address tcp, List<Account> accounts, PrintStream out)
      throws IOException, InterruptedException {
    List<Cursor> from = new ArrayList<>();
    write(tcp, accounts.get(0), accounts.get(1), from, out);
    double[] heads = new double[ROUNDS];
    double[] all = new double[ROUNDS];
    long entries = 0;
    for (int round = 0; round < ROUNDS; round++) {
      try (Caller away = Caller.open(tcp)) {
        long began = System.nanoTime();
        Object _ = away.login(accounts.get(0).login());
        Synced _ = away.reply(new Sync(0L, from), Synced.class);
        heads[round] = (System.nanoTime() - began) / NANOS_PER_MS;
        entries = readAll(away, from);
        all[round] = (System.nanoTime() - began) / NANOS_PER_MS;
      }
    }
    Map<String, Object> numbers = new TreeMap<>();
    numbers.put("missed", entries);
    numbers.put("lost", (long) CONVERSATIONS * TEXTS_EACH - entries);
    numbers.put("conversations_missed", CONVERSATIONS);
    numbers.put("first_heads_ms", tenths(heads[0]));
    numbers.put("first_all_ms", tenths(all[0]));
    numbers.put("median_heads_ms", tenths(median(heads)));
    numbers.put("median_all_ms", tenths(median(all)));
    return numbers;
  }

  private static void write(
      Address tcp, Account away, Account author, List<Cursor> from, PrintStream out)
      throws IOException, InterruptedException {
    String run = Long.toString(System.nanoTime(), 36);
    try (Caller writer = Caller.open(tcp);
        Caller reader = Caller.open(tcp)) {
      Object _ = writer.login(author.login());
      Object _ = reader.login(away.login());
      for (int i = 0; i < CONVERSATIONS; i++) {
        int group =
            writer
                .reply(new CreateGroup(run + "-" + i, "missed " + i, ""), GroupStored.class)
                .groupid();
        GroupStored joined = reader.reply(new JoinGroup(run + "-j" + i, group), GroupStored.class);
        from.add(new Cursor(joined.conv(), joined.seq()));
        for (int n = 0; n < TEXTS_EACH; n++) {
          Stored _ =
              writer.reply(
                  new SendGroup(run + "-" + i + "-" + n, group, "what you missed, number " + n),
                  Stored.class);
        }
        out.println((i + 1) * TEXTS_EACH + " texts are waiting");
      }
    }
  }

  private static long readAll(Caller away, List<Cursor> from)
      throws IOException, InterruptedException {
    long entries = 0;
    List<Cursor> cursors = List.copyOf(from);
    while (true) {
      BacklogPage page = away.reply(new Backlog(cursors, Bounds.PAGE), BacklogPage.class);
      entries += page.entries().size();
      if (!page.more()) {
        return entries;
      }
      Map<Long, Long> through = new TreeMap<>();
      page.through().forEach(cursor -> through.put(cursor.conv(), cursor.seq()));
      cursors =
          cursors.stream()
              .map(cursor ->
                  new Cursor(cursor.conv(), through.getOrDefault(cursor.conv(), cursor.seq())))
              .toList();
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static double tenths(double ms) {
    return Math.round(ms * 10) / 10.0;
  }
}
