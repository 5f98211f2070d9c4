package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rookery.protocol.Role;
import rookery.server.log.Conversation;
import rookery.server.log.LogEntry;
import rookery.server.log.MessageStore;
import rookery.server.log.MessageStore.Key;
import rookery.server.log.MessageStore.LaneWriter;
import rookery.server.log.MessageStore.Locked;
import rookery.server.log.MessageStore.Stored;
import rookery.server.log.StoreException;

interface MessageStoreContract extends StoreContract {
  private MessageStore messages() {
    return database().messages();
  }

  @Test
  default void aLockTellsWhatIsThere() {
    Scene scene = scene();
    int low = scene.user();
    int high = scene.user();
    long direct = scene.befriend(low, high);
    long group = scene.group(low);
    scene.text(group, low, "hello");

    try (LaneWriter writer = messages().openWriter()) {
      Map<Long, Locked> locked = writer.lock(List.of(direct, group, Long.MAX_VALUE));

      assertThat(locked).containsOnlyKeys(direct, group);
      assertThat(locked.get(direct))
          .isEqualTo(new Locked(new Conversation.Direct(direct, low, high), 2, 2));
      assertThat(locked.get(group).nextSeq()).isEqualTo(3);
      assertThat(locked.get(group).conversation()).isInstanceOf(Conversation.Group.class);
      assertThat(writer.members(locked.get(direct)).roles())
          .isEqualTo(Map.of(low, Role.NORMAL, high, Role.NORMAL));
      assertThat(writer.members(locked.get(group)).roles()).isEqualTo(Map.of(low, Role.CREATOR));
      writer.rollback();
    }
  }

  @Test
  default void whatIsStoredIsFoundByItsKeys() {
    Scene scene = scene();
    int user = scene.user();
    long one = scene.group(user);
    long other = scene.group(user);
    LogEntry first = scene.text(one, user, "1");
    LogEntry second = scene.text(other, user, "2");

    try (LaneWriter writer = messages().openWriter()) {
      writer.lock(List.of(one, other));
      Key key = new Key(one, user, first.cmid());
      assertThat(
              writer.stored(
                  List.of(
                      key,
                      new Key(other, user, first.cmid()),
                      new Key(one, user, second.cmid()),
                      new Key(one, user + 1, first.cmid()),
                      new Key(one, user, first.cmid().toUpperCase(Locale.ROOT)))))
          .isEqualTo(Map.of(key, new Stored(first.seq(), first.ts())));
    }
  }

  @Test
  default void aDuplicateLeavesNothingAndTheBatchGoesWithoutIt() {
    Scene scene = scene();
    int user = scene.user();
    long conversation = scene.group(user);
    LogEntry first = scene.text(conversation, user, "1");
    LogEntry again = Scene.text(conversation, 4, user, first.cmid());
    LogEntry fresh = Scene.text(conversation, 3, user, Scene.cmid());

    try (LaneWriter writer = messages().openWriter()) {
      writer.lock(List.of(conversation));
      List<LogEntry> batch = List.of(fresh, again);
      assertThatThrownBy(() -> writer.append(batch, Scene.next(batch)))
          .isInstanceOf(StoreException.Duplicate.class);
      writer.rollback();

      assertThat(writer.lock(List.of(conversation)).get(conversation).nextSeq()).isEqualTo(3);
      Key key = new Key(conversation, user, first.cmid());
      assertThat(writer.stored(List.of(key, new Key(conversation, user, fresh.cmid()))))
          .containsOnlyKeys(key);
      writer.append(List.of(fresh), Scene.next(List.of(fresh)));
      writer.commit();
    }
    assertThat(database().entries().after(conversation, user, 0, 10))
        .extracting(LogEntry::seq)
        .containsExactly(1L, 2L, 3L);
  }

  @Test
  default void whatTheDatabaseRefusesIsBadAndLeavesNothing() {
    Scene scene = scene();
    int user = scene.user();
    long conversation = scene.group(user);
    LogEntry tooLong = Scene.text(conversation, 2, user, "c".repeat(65));

    try (LaneWriter writer = messages().openWriter()) {
      writer.lock(List.of(conversation));
      assertThatThrownBy(() -> writer.append(List.of(tooLong), Scene.next(List.of(tooLong))))
          .isInstanceOf(StoreException.Bad.class);
      writer.rollback();
      assertThat(writer.lock(List.of(conversation)).get(conversation).nextSeq()).isEqualTo(2);
    }
  }

  @Test
  default void aLockThatDoesNotComeIsToBeTriedAgain() {
    Scene scene = scene();
    int user = scene.user();
    long conversation = scene.group(user);

    try (LaneWriter holder = messages().openWriter();
        LaneWriter other = messages().openWriter()) {
      holder.lock(List.of(conversation));
      assertThatThrownBy(() -> other.lock(List.of(conversation)))
          .isInstanceOf(StoreException.Retry.class);
      other.rollback();
      holder.rollback();
      assertThat(other.lock(List.of(conversation))).containsOnlyKeys(conversation);
    }
  }

  @Test
  default void aDeadlockIsToBeTriedAgain() throws ExecutionException, InterruptedException {
    int user = scene().user();
    long one = scene().group(user);
    long two = scene().group(user);

    var bothHaveOne = new CountDownLatch(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      List<Future<Boolean>> lanes =
          threads.invokeAll(
              List.of(
                  () -> lockedBoth(one, two, bothHaveOne),
                  () -> lockedBoth(two, one, bothHaveOne)));
      assertThat(lanes.get(0).get() && lanes.get(1).get()).isFalse();
    }
  }

  /// Whether both locks came; false when the second is to be tried again.
  private boolean lockedBoth(long first, long second, CountDownLatch bothHaveOne)
      throws InterruptedException {
    try (LaneWriter writer = messages().openWriter()) {
      writer.lock(List.of(first));
      bothHaveOne.countDown();
      assertThat(bothHaveOne.await(5, TimeUnit.SECONDS)).isTrue();
      writer.lock(List.of(second));
      return true;
    } catch (StoreException.Retry e) {
      return false;
    }
  }

  @Test
  default void rollingBackTwiceOrWithNothingOpenIsFine() {
    try (LaneWriter writer = messages().openWriter()) {
      writer.rollback();
      writer.ping();
      writer.commit();
      writer.rollback();
      writer.ping();
    }
  }

  @Test
  default void writersSideBySideMakeNoHoleAndNoRepeat()
      throws ExecutionException, InterruptedException {
    Scene scene = scene();
    int user = scene.user();
    List<Long> conversations = Stream.of(1, 2, 3).map(_ -> scene.group(user)).sorted().toList();

    int batches = 20;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Callable<Integer> lane = () -> appendBatches(conversations, user, batches);
      for (Future<Integer> done : threads.invokeAll(List.of(lane, lane))) {
        assertThat(done.get()).isEqualTo(batches);
      }
    }

    for (long conversation : conversations) {
      assertThat(database().entries().after(conversation, user, 0, 1_000))
          .extracting(LogEntry::seq)
          .isEqualTo(LongStream.rangeClosed(1, 1 + 2 * 5 * batches).boxed().toList());
    }
  }

  /// Batches of five texts for each conversation, as a lane writes them.
  private int appendBatches(List<Long> conversations, int user, int batches) {
    int done = 0;
    try (LaneWriter writer = messages().openWriter()) {
      while (done < batches) {
        try {
          List<LogEntry> batch = new ArrayList<>();
          writer
              .lock(conversations)
              .forEach((id, locked) -> {
                for (int i = 0; i < 5; i++) {
                  batch.add(Scene.text(id, locked.nextSeq() + i, user, Scene.cmid()));
                }
              });
          writer.append(batch, Scene.next(batch));
          writer.commit();
          done++;
        } catch (StoreException.Retry e) {
          writer.rollback();
        }
      }
    }
    return done;
  }
}
