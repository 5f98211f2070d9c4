package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rookery.server.chat.CursorStore.Received;
import rookery.server.log.MessageStore.LaneWriter;
import rookery.server.log.StoreException;

/// A MariaDB that is killed, stalled, or set up so that it loses what it committed; and a holder of
/// a lock that stops.
final class MariaDbFaultIT {
  private static final Duration TOLD = Duration.ofSeconds(4);
  private static final Duration BACK = Duration.ofSeconds(10);

  private static MariaDb server;
  private static DatabaseSettings settings;
  private Database database;
  private Scene scene;
  private int user;
  private long group;

  @BeforeAll
  static void start() {
    server = MariaDb.start();
    settings = server.newDatabase();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    database = Database.open(settings);
    scene = new Scene(database);
    user = scene.user();
    group = scene.group(user);
  }

  @AfterEach
  void close() {
    scene.close();
    database.close();
  }

  /// All kinds of work, each of which must be told within [#TOLD].
  private List<ThrowingCallable> work(LaneWriter writer) {
    return List.of(
        () -> writer.lock(List.of(group)),
        writer::ping,
        () -> database.entries().head(group, user),
        () -> database.accounts().byId(user),
        () -> database.rosters().request(user, user + 1, "", 1),
        () -> database.cursors().received(List.of(new Received(user, "phone", group, 1))));
  }

  private void assertUnavailable(LaneWriter writer, List<ThrowingCallable> work) {
    for (ThrowingCallable call : work) {
      long start = System.nanoTime();
      assertThatThrownBy(call).isInstanceOf(StoreException.Unavailable.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(TOLD);
      writer.rollback();
    }
    assertThat(database.ready()).isFalse();
  }

  private void assertAllIsNormalSoon(LaneWriter writer) {
    long deadline = System.nanoTime() + BACK.toNanos();
    while (!database.ready() || !answers()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
    writer.lock(List.of(group));
    writer.rollback();
    try (Scene after = new Scene(database)) {
      assertThat(after.text(group, user, "after").seq())
          .isEqualTo(database.entries().head(group, user));
    }
  }

  /// A connection of the pool that was used just before its end is looked at only by its next user,
  /// who is told to try again.
  private boolean answers() {
    try {
      return database.accounts().byId(user).isPresent();
    } catch (StoreException.Unavailable _) {
      return false;
    }
  }

  @Test
  void aKilledServerIsUnavailableUntilItIsBack() {
    try (LaneWriter writer = database.messages().openWriter()) {
      writer.lock(List.of(group));
      server.kill();
      assertUnavailable(writer, work(writer));

      server.restart();
      assertAllIsNormalSoon(writer);
    }
  }

  @Test
  void aStalledServerIsUnavailableUntilItGoesOn() {
    try (LaneWriter writer = database.messages().openWriter()) {
      writer.lock(List.of(group));
      writer.rollback();
      server.stall();
      try {
        // A lane, and a reader.
        assertUnavailable(
            writer,
            List.of(() -> writer.lock(List.of(group)), () -> database.entries().head(group, user)));
      } finally {
        server.goOn();
      }
      assertAllIsNormalSoon(writer);
    }
  }

  @Test
  void whatWasAckedIsThereAfterAKill() {
    long acked = scene.text(group, user, "acked").seq();

    // With nothing asked meanwhile, so that all connections are found dead afterwards.
    server.kill();
    server.restart();

    try (LaneWriter writer = database.messages().openWriter()) {
      assertAllIsNormalSoon(writer);
    }
    assertThat(database.entries().after(group, user, acked - 1, 1)).hasSize(1);
  }

  @Test
  void aLockWhoseHolderStoppedIsFreeSoon() {
    // To the server, a process that is stopped is one that says nothing more.
    try (LaneWriter stopped = database.messages().openWriter();
        LaneWriter other = database.messages().openWriter()) {
      stopped.lock(List.of(group));
      long deadline = System.nanoTime() + Duration.ofSeconds(8).toNanos();
      boolean locked = false;
      while (!locked) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        try {
          locked = other.lock(List.of(group)).containsKey(group);
        } catch (StoreException.Retry e) {
          other.rollback();
        }
      }

      // The holder is told, and is as good as new when it goes on.
      assertThatThrownBy(() -> stopped.members(stopped.lock(List.of(group)).get(group)))
          .isInstanceOf(StoreException.Unavailable.class);
      stopped.rollback();
      other.rollback();
      assertThat(stopped.lock(List.of(group))).containsKey(group);
    }
  }

  @Test
  void aServerThatMayLoseCommitsIsWarnedOfByName() {
    List<String> warnings = new ArrayList<>();
    Handler handler = collecting(warnings);
    Logger logger = Logger.getLogger(Durability.class.getName());
    logger.addHandler(handler);
    server.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 2");
    try {
      Database.open(settings).close();
    } finally {
      server.execute("SET GLOBAL innodb_flush_log_at_trx_commit = 1");
    }
    Database.open(settings).close();
    logger.removeHandler(handler);

    assertThat(warnings).singleElement().asString().contains("innodb_flush_log_at_trx_commit");
  }

  private static Handler collecting(List<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        lines.add(record.getMessage() + List.of(record.getParameters()));
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void aServerThatIsAwayOrDoesNotLetUsInIsToldInOneLine() {
    assertThatThrownBy(() ->
            Database.open(new DatabaseSettings("jdbc:mysql://127.0.0.1:1/db", "rookery", "secret")))
        .isInstanceOf(OpenException.class)
        .message()
        .contains("jdbc:mysql://127.0.0.1:1/db")
        .doesNotContain("secret", "\n");
    assertThatThrownBy(
            () -> Database.open(new DatabaseSettings(settings.store(), "rookery", "wrong")))
        .isInstanceOf(OpenException.class)
        .hasMessageContaining("Access denied")
        .message()
        .doesNotContain("wrong", "\n");
  }
}
