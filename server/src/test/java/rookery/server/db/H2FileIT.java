package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rookery.server.db.Connector.Use.MIGRATION;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rookery.server.log.LogEntry;
import rookery.server.log.StoreException;

/// The H2 store's file: from one opening to the next, and what must not harm it.
final class H2FileIT {
  @TempDir private Path directory;
  private DatabaseSettings settings;

  @BeforeEach
  void name() {
    settings = new DatabaseSettings(directory.resolve("store").toString());
  }

  @Test
  void whatWasWrittenIsThereAfterACleanClose() {
    long group;
    try (Database database = Database.open(settings);
        Scene scene = new Scene(database)) {
      group = scene.group(scene.user());
      scene.text(group, 1, "你好");
    }
    try (Database database = Database.open(settings)) {
      assertThat(database.entries().after(group, 1, 1, 10))
          .extracting(LogEntry::body)
          .containsExactly("你好");
    }
  }

  @Test
  void idsCountFromOneAndAreNotUsedAgain() {
    try (Database database = Database.open(settings);
        Scene scene = new Scene(database)) {
      for (int id = 1; id <= 25; id++) {
        assertThat(scene.user()).isEqualTo(id);
      }
      assertThat(scene.group(1)).isEqualTo(1);
      assertThat(scene.group(1)).isEqualTo(2);
    }
    try (Database database = Database.open(settings);
        Scene scene = new Scene(database)) {
      assertThat(scene.user()).isGreaterThan(25);
    }
  }

  @Test
  void interruptedThreadsDoItNoHarm() {
    try (Database database = Database.open(settings);
        Scene scene = new Scene(database)) {
      int user = scene.user();
      long group = scene.group(user);
      long written = 1;
      for (int i = 0; i < 50; i++) {
        Thread.currentThread().interrupt();
        try {
          written = scene.text(group, user, "text").seq();
        } catch (StoreException.Unavailable e) {
          // To be refused is fine, to lose an ack is not.
          assertThat(e).hasRootCauseInstanceOf(InterruptedException.class);
        }
        Thread.interrupted();
      }

      assertThat(database.ready()).isTrue();
      assertThat(database.entries().head(group, user)).isGreaterThanOrEqualTo(written);
      assertThat(scene.text(group, user, "after").seq()).isGreaterThan(written);
    }
  }

  @Test
  void aStoreInUseByAnotherProcessIsNotOpened() throws IOException {
    Process other = AckedWrites.start(settings.store());
    try (BufferedReader lines = other.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("user 1");

      assertThatThrownBy(() -> Database.open(settings))
          .isInstanceOf(OpenException.class)
          .hasMessageContaining(settings.store())
          .hasMessageContaining("in use");
    } finally {
      other.destroyForcibly();
    }
  }

  /// As an old node finds it that is started again while others are upgraded.
  @Test
  void aSchemaThatIsNewerIsServedAsItIs(@TempDir Path newer) throws IOException {
    Database.open(settings).close();
    Files.writeString(
        newer.resolve("V999__later.sql"),
        "ALTER TABLE `user` ADD COLUMN colour VARCHAR(8) NOT NULL DEFAULT 'grey';");
    Flyway.configure()
        .dataSource(new Source(() -> new Connector(Target.of(settings)).open(MIGRATION)))
        .locations("classpath:db/migration", "filesystem:" + newer)
        .load()
        .migrate();

    try (Database database = Database.open(settings);
        Scene scene = new Scene(database)) {
      int user = scene.user();
      long group = scene.group(user);
      assertThat(scene.text(group, user, "still here").seq()).isEqualTo(2);
    }
  }

  @Test
  void aClosedStoreIsUnavailable() {
    Database database = Database.open(settings);
    database.close();

    assertThatThrownBy(() -> database.accounts().byId(1))
        .isInstanceOf(StoreException.Unavailable.class);
    assertThat(database.ready()).isFalse();
  }

  @Test
  void aStoreInMemoryServesTests() {
    try (Database database = Database.open(new DatabaseSettings("jdbc:h2:mem:h2-file-it"));
        Scene scene = new Scene(database)) {
      assertThat(scene.user()).isEqualTo(1);
    }
  }

  @Test
  void statementsThatCannotBePreparedDoNotUseUpThePool() {
    try (var pool = new Pool(new Connector(Target.of(settings)))) {
      for (int i = 0; i < 20; i++) {
        assertThatThrownBy(() -> query(pool, "SELECT nothing FROM nowhere"))
            .isInstanceOf(StoreException.Bad.class);
      }
      assertThat(query(pool, "SELECT 1")).containsExactly(1L);
    }
  }

  private static List<Long> query(Pool pool, String sql) {
    return new Statement(pool.client().execute(), sql, Disk.DONE).list(row -> row.number(1));
  }
}
