package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
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
}
