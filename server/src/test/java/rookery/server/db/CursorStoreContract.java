package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import rookery.server.chat.CursorStore;
import rookery.server.chat.CursorStore.Reading;
import rookery.server.chat.CursorStore.Received;
import rookery.server.log.StoreException;

interface CursorStoreContract extends StoreContract {
  private CursorStore cursors() {
    return database().cursors();
  }

  private List<String> received(int user) {
    return plainSql(
        """
        SELECT device_id, conversation_id, received_seq FROM device_cursor
        WHERE user_id = ? ORDER BY conversation_id, device_id
        """,
        user);
  }

  @Test
  default void aReceivedCursorNeverGoesBack() {
    int user = scene().user();
    cursors()
        .received(List.of(new Received(user, "phone", 1, 5), new Received(user, "desk", 1, 9)));
    cursors()
        .received(List.of(new Received(user, "phone", 1, 4), new Received(user, "desk", 1, 10)));

    assertThat(received(user)).containsExactly("desk 1 10", "phone 1 5");
  }

  @Test
  default void oneCursorTwiceInACallIsTheHigher() {
    int user = scene().user();
    cursors()
        .received(
            List.of(
                new Received(user, "phone", 1, 3),
                new Received(user, "phone", 1, 7),
                new Received(user, "phone", 1, 5)));

    assertThat(received(user)).containsExactly("phone 1 7");
  }

  @Test
  default void manyCursorsAreWrittenAtOnce() {
    int user = scene().user();
    cursors()
        .received(
            LongStream.rangeClosed(1, 1_200)
                .mapToObj(conversation -> new Received(user, "phone", conversation, 1))
                .toList());

    assertThat(received(user)).hasSize(1_200);
  }

  @Test
  default void aCursorThatCannotBeWrittenKeepsNoOtherFromIt() {
    int user = scene().user();
    List<Received> cursors = new ArrayList<>();
    LongStream.rangeClosed(1, 600)
        .forEach(conversation -> cursors.add(new Received(user, "phone", conversation, 1)));
    cursors.add(new Received(user, "x".repeat(65), 601, 1));

    assertThatThrownBy(() -> cursors().received(cursors)).isInstanceOf(StoreException.Bad.class);
    assertThat(received(user)).hasSize(600);
  }

  @Test
  default void theReadCursorTellsWhetherItMoved() {
    int user = scene().user();

    assertThat(cursors().read(user, 1, 5)).contains(new Reading(5, true, false, 1));
    assertThat(cursors().read(user, 1, 5)).isEmpty();
    assertThat(cursors().read(user, 1, 4)).isEmpty();
    assertThat(cursors().read(user, 1, 6)).contains(new Reading(6, true, false, 2));
    assertThat(plainSql("SELECT read_seq FROM read_cursor WHERE user_id = ?", user))
        .containsExactly("6");
  }

  @Test
  default void theMarkStaysUntilSomebodyReadsWhereItStands() {
    int user = scene().user();
    cursors().read(user, 1, 5);

    assertThat(cursors().markUnread(user, 1)).contains(new Reading(5, false, true, 2));
    assertThat(cursors().markUnread(user, 1)).isEmpty();
    assertThat(cursors().read(user, 1, 4)).as("read earlier, and late").isEmpty();
    assertThat(cursors().read(user, 1, 5)).contains(new Reading(5, false, false, 3));
    assertThat(cursors().markUnread(user, 2)).contains(new Reading(0, false, true, 4));
    assertThat(cursors().read(user, 2, 1)).contains(new Reading(1, true, false, 5));
    assertThat(cursors().reads(user)).isEqualTo(5);
  }

  @Test
  default void changesAtOnceAreCountedOneByOne() throws ExecutionException, InterruptedException {
    int user = scene().user();
    List<Callable<Long>> changes = new ArrayList<>();
    for (long conversation = 1; conversation <= 16; conversation++) {
      long one = conversation;
      changes.add(() -> cursors().read(user, one, 1).orElseThrow().reads());
    }

    List<Long> counts = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Long> change : threads.invokeAll(changes)) {
        counts.add(change.get());
      }
    }
    assertThat(counts)
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 16).boxed().toList());
  }

  @Test
  default void ofReadersAtOnceTheFurthestStays() throws ExecutionException, InterruptedException {
    int user = scene().user();
    List<Callable<Boolean>> reads = new ArrayList<>();
    for (long seq = 1; seq <= 16; seq++) {
      long to = seq;
      reads.add(() -> cursors().read(user, 1, to).isPresent());
    }

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      int moved = 0;
      for (Future<Boolean> read : threads.invokeAll(reads)) {
        moved += read.get() ? 1 : 0;
      }
      assertThat(moved).isPositive();
    }
    assertThat(plainSql("SELECT read_seq FROM read_cursor WHERE user_id = ?", user))
        .containsExactly("16");
  }
}
