package rookery.tui.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.protocol.ChatMessages.DirectPosted;
import rookery.protocol.ChatMessages.Mentions;
import rookery.protocol.ChatMessages.SendDirect;
import rookery.protocol.ChatMessages.SendGroup;
import rookery.protocol.Entry;
import rookery.protocol.GroupMessages.Change;
import rookery.protocol.GroupMessages.MemberChanged;
import rookery.protocol.MessageType;
import rookery.protocol.Result;
import rookery.protocol.Role;
import rookery.protocol.SyncMessages.Sync;
import rookery.protocol.SyncMessages.Synced;
import rookery.protocol.SyncMessages.Synced.Head;
import rookery.tui.model.Event;
import rookery.tui.model.Place;
import rookery.tui.model.Rules;
import rookery.tui.model.State;

final class CacheIT {
  private static final Place BOB = new Place.Person(8);

  @TempDir private Path home;

  /// Ann, with a friend, a request, a group and two conversations.
  private static State ann() {
    var answer =
        new Synced(
            5,
            0,
            List.of(new Synced.Friend(8, "bob'; DROP TABLE entry", 3, "小乌鸦")),
            List.of(new Synced.FriendRequest(9, "eve", "它是我 👋", 1_000, true)),
            List.of(new Synced.Group(1, "crows", "all of us", Role.CREATOR, 4)),
            List.of(8),
            List.of(
                new Head(3, "direct", 8, null, "bob", 0, 0, 0, 0, false, 0),
                new Head(4, "group", null, 1, "crows", 40, 40, 39, 1, false, 0)),
            false);
    Result result = Result.done(null, MessageType.SYNC, answer);
    return apply(
        State.INITIAL,
        new Event.SignedIn(7, "ann"),
        new Event.Answered(new Sync(0L, List.of()), result),
        new Event.Opened(BOB));
  }

  private static State apply(State state, Event... events) {
    State now = state;
    for (Event event : events) {
      now = Rules.apply(now, event).state();
    }
    return now;
  }

  private static Event text(long seq, String msg) {
    return new Event.Came(new DirectPosted(3, seq, seq, 8, "bob", "b" + seq, 7, msg));
  }

  private Cache open() throws IOException {
    return Cache.open(home.resolve("ann")).orElseThrow();
  }

  private State saved(State... states) throws IOException {
    try (Cache cache = open()) {
      State before = cache.load();
      for (State state : states) {
        cache.save(before, state);
        before = state;
      }
    }
    return loaded();
  }

  private State loaded() throws IOException {
    try (Cache cache = open()) {
      return cache.load();
    }
  }

  @Test
  void nothingIsKnownAtFirst() throws IOException {
    assertThat(loaded()).isEqualTo(State.INITIAL);
  }

  @Test
  void allThatIsKnownComesBack() throws IOException {
    var refused = new SendGroup("r", 1, "@bob no", 1L, new Mentions(List.of(8), true));
    Entry change = new MemberChanged(3, 1, 1, 8, "bob", "f", Change.BEFRIENDED, 7, "ann", null, 7);
    State state =
        apply(
            ann(),
            new Event.Came(change),
            text(2, "你好\n👋"),
            new Event.Queued(new SendDirect("p", 8, "pending"), 5),
            new Event.Queued(new SendDirect("a", 8, "answer", 2L), 6),
            new Event.Queued(refused, 6),
            new Event.Rejected(refused, "You are muted."));
    State back = saved(state);

    assertThat(back.me()).isEqualTo(7);
    assertThat(back.name()).isEqualTo("ann");
    assertThat(back.open()).isEqualTo(BOB);
    assertThat(back.roster().sameLists(back.roster())).isTrue();
    assertThat(back.roster().friends()).isEqualTo(state.roster().friends());
    assertThat(back.roster().requests()).isEqualTo(state.roster().requests());
    assertThat(back.roster().groups()).isEqualTo(state.roster().groups());
    assertThat(back.roster().version()).isEqualTo(5);
    assertThat(back.outbox()).isEqualTo(state.outbox());
    assertThat(back.conversations().get(3L).log()).isEqualTo(state.conversations().get(3L).log());
    assertThat(back.conversations().get(4L).reading().unread()).isEqualTo(1);
    assertThat(back.conversations().get(4L).log().cursor()).isEqualTo(40);
  }

  @Test
  void changesAreAddedToWhatIsThere() throws IOException {
    List<State> states = new ArrayList<>(List.of(ann()));
    for (int seq = 1; seq <= 20; seq++) {
      states.add(apply(states.getLast(), text(seq, "text " + seq)));
    }
    State back = saved(states.toArray(State[]::new));

    assertThat(back.conversations().get(3L).log())
        .isEqualTo(states.getLast().conversations().get(3L).log());
  }

  @Test
  void heldEntriesAreFetchedAgainRatherThanKept() throws IOException {
    State back = saved(apply(ann(), text(1, "one"), text(5, "five")));

    assertThat(back.conversations().get(3L).log().entries()).hasSize(1);
    assertThat(back.conversations().get(3L).log().cursor()).isEqualTo(1);
  }

  @Test
  void textsOfAnOlderVersionAreStillSent() throws IOException, SQLException {
    State written = apply(ann(), new Event.Queued(new SendDirect("p", 8, "pending"), 5));
    saved(written);
    Path file = home.resolve("ann").resolve("history.db");
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement()) {
      statement.execute("ALTER TABLE outgoing DROP COLUMN request");
      statement.execute("ALTER TABLE friend DROP COLUMN nickname");
      statement.execute("PRAGMA user_version = 2");
    }

    assertThat(loaded().outbox()).isEqualTo(written.outbox());
    assertThat(saved(written).outbox()).isEqualTo(written.outbox());
  }

  @Test
  void rosterOfAnOlderVersionIsAskedForAgain() throws IOException, SQLException {
    saved(ann());
    Path file = home.resolve("ann").resolve("history.db");
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = database.createStatement()) {
      statement.execute("ALTER TABLE friend DROP COLUMN nickname");
      statement.execute("PRAGMA user_version = 3");
    }

    assertThat(loaded().roster().version()).as("none, so that nicknames come").isZero();
    assertThat(loaded().roster().friends()).hasSize(1);
  }

  @Test
  void settledTextsAreGone() throws IOException {
    State written = apply(ann(), new Event.Queued(new SendDirect("p", 8, "pending"), 5));
    State back = saved(written, apply(written, new Event.Discarded("p")));

    assertThat(back.outbox()).isEmpty();
  }

  @Test
  void anotherUserFindsNothingOfTheOneBefore() throws IOException {
    saved(apply(ann(), text(1, "secret")));
    State back = saved(apply(State.INITIAL, new Event.SignedIn(99, "zoe")));

    assertThat(back.me()).isEqualTo(99);
    assertThat(back.conversations()).isEmpty();
    assertThat(back.roster().friends()).isEmpty();
  }

  @Test
  void onlyOneHasItAtATime() throws IOException {
    Cache first = open();
    assertThat(Cache.open(home.resolve("ann"))).isEmpty();

    first.close();
    open().close();
  }

  @Test
  void brokenFileIsPutAside() throws IOException {
    saved(ann());
    Files.writeString(
        home.resolve("ann").resolve("history.db"), "this is no database ".repeat(500));

    assertThat(loaded()).isEqualTo(State.INITIAL);
    assertThat(home.resolve("ann").resolve("history.db.broken")).exists();
  }

  @Test
  void nobodyElseMayReadIt() throws IOException {
    try (Cache cache = open()) {
      cache.save(State.INITIAL, ann());
      try (Stream<Path> files = Files.walk(home.resolve("ann"))) {
        for (Path file : files.toList()) {
          String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
          assertThat(mode)
              .as(file.toString())
              .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
        }
      }
    }
  }
}
