package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import rookery.server.account.SettingStore;
import rookery.server.keeper.HistoryStore;
import rookery.server.log.LogEntry;
import rookery.server.log.LogEntry.Kind;

/// What the keeper's decisions do in the record.
interface KeepersContract extends StoreContract {
  private SettingStore kept() {
    return database().settings();
  }

  private HistoryStore history() {
    return database().history();
  }

  @Test
  default void aSettingIsWhatWasSetLast() {
    kept().set("a-name", "one");
    kept().set("a-name", "二 👋");
    assertThat(kept().all()).containsEntry("a-name", "二 👋");
  }

  @Test
  default void aCodeIsTakenOnceAndInTime() {
    String code = Scene.name();
    kept().addCode(code, 100, 200);
    assertThat(kept().takeCode(code, 200)).as("too late").isZero();
    assertThat(kept().takeCode(code, 199)).isEqualTo(200);
    assertThat(kept().takeCode(code, 199)).as("again").isZero();
    assertThat(kept().takeCode("none", 1)).isZero();
  }

  @Test
  default void wordsFromBeforeATimeAreForgottenBatchByBatch() {
    List<Integer> two = scene().friends();
    long conversation = database().rosters().direct(two.get(0), two.get(1));
    // Entry n stands at TS + n.
    scene().texts(conversation, two.get(0), List.of("two", "three", "four", "five"));
    long from = Scene.TS + 5;

    assertThat(history().withOlder(from, conversation - 1, 1)).containsExactly(conversation);
    assertThat(history().forget(conversation, from, 3)).isEqualTo(3);
    assertThat(history().forget(conversation, from, 3)).isEqualTo(1);
    assertThat(history().forget(conversation, from, 3)).isZero();
    assertThat(history().withOlder(from, conversation - 1, 1)).doesNotContain(conversation);

    List<LogEntry> entries = database().entries().after(conversation, two.get(1), 0, 10);
    assertThat(entries).extracting(LogEntry::seq).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(entries)
        .filteredOn(entry -> entry.kind() != Kind.MEMBER)
        .extracting(LogEntry::body)
        .containsExactly("", "", "", "five");
    assertThat(entries.get(1).kind()).isEqualTo(Kind.GONE);
    assertThat(entries.get(1).cmid()).isNotEmpty();
    assertThat(history().forget(conversation, from + 1, 3)).as("a later time").isEqualTo(1);
  }
}
