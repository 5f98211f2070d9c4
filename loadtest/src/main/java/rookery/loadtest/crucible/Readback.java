package rookery.loadtest.crucible;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import rookery.loadtest.link.Address;
import rookery.loadtest.link.Caller;
import rookery.protocol.AccountMessages.LoggedIn;
import rookery.protocol.AccountMessages.Login;
import rookery.protocol.Bounds;
import rookery.protocol.Entry;
import rookery.protocol.SyncMessages;
import rookery.protocol.SyncMessages.Backlog;
import rookery.protocol.SyncMessages.BacklogPage;
import rookery.protocol.SyncMessages.Cursor;
import rookery.protocol.SyncMessages.HistoryPage;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;
import rookery.protocol.SyncMessages.Synced.Head;

/// Reads the whole log over the wire with a fresh device of each user: once by HISTORY, once by
/// BACKLOG.
final class Readback {
  private static final String DEVICE = "reader";

  private final Address node;
  private final Path folder;

  Readback(Address node, Path folder) {
    this.node = node;
    this.folder = folder;
  }

  /// Leaves two histories of each user in the folder.
  void read(List<Cast.User> users) throws IOException, InterruptedException {
    for (Cast.User user : users) {
      try (Caller caller = Caller.open(node)) {
        LoggedIn _ = caller.login(new Login(null, user.name(), Cast.PASSWORD, null, DEVICE));
        List<Head> heads = heads(caller);
        write(user, "history", history(caller, heads));
        write(user, "backlog", backlog(caller, heads));
      }
    }
  }

  private static List<Head> heads(Caller caller) throws IOException, InterruptedException {
    List<Head> heads = new ArrayList<>();
    Long from = null;
    Synced page;
    do {
      page = caller.reply(new Sync(0L, null, null, from), Synced.class);
      heads.addAll(page.conversations());
      from = heads.isEmpty() ? null : Long.valueOf(heads.getLast().conv());
    } while (page.more());
    return heads;
  }

  private static List<Entry> history(Caller caller, List<Head> heads)
      throws IOException, InterruptedException {
    List<Entry> all = new ArrayList<>();
    for (Head head : heads) {
      Long before = null;
      HistoryPage page;
      do {
        page =
            caller.reply(
                new SyncMessages.History(head.conv(), before, Bounds.PAGE), HistoryPage.class);
        all.addAll(page.entries());
        before = page.entries().isEmpty() ? before : Long.valueOf(page.entries().getFirst().seq());
      } while (page.more());
    }
    return all;
  }

  private static List<Entry> backlog(Caller caller, List<Head> heads)
      throws IOException, InterruptedException {
    List<Entry> all = new ArrayList<>();
    for (Head head : heads) {
      Cursor after = new Cursor(head.conv(), 0L);
      BacklogPage page;
      do {
        page = caller.reply(new Backlog(List.of(after), Bounds.PAGE), BacklogPage.class);
        all.addAll(page.entries());
        after = page.through().isEmpty() ? after : page.through().getFirst();
      } while (page.more());
    }
    return all;
  }

  private void write(Cast.User user, String how, List<Entry> entries) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(History.logFile(folder, user.id(), how))) {
      for (Entry entry : entries) {
        Line line =
            new Line(Line.Kind.SHOWN, entry.ts(), entry.conv(), entry.seq(), Content.of(entry));
        out.write(line.format() + "\n");
      }
    }
  }
}
