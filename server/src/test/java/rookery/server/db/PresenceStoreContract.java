package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rookery.server.presence.PresenceStore;

interface PresenceStoreContract extends StoreContract {
  private PresenceStore presence() {
    return database().presence();
  }

  private String state(int user) {
    return plainSql("SELECT state FROM `user` WHERE id = ?", user).getFirst();
  }

  @Test
  default void theStateIsMirrored() {
    Scene scene = scene();
    int one = scene.user();
    int two = scene.user();
    assertThat(state(one)).isEqualTo("offline");

    presence().mirror(Map.of(one, true, two, false));
    assertThat(state(one)).isEqualTo("online");
    assertThat(state(two)).isEqualTo("offline");

    presence().mirror(Map.of(one, false, two, true));
    assertThat(state(one)).isEqualTo("offline");
    assertThat(state(two)).isEqualTo("online");
  }

  @Test
  default void whoIsOnlineIsListedPageByPage() {
    presence().allOffline();
    List<Integer> users = List.of(scene().user(), scene().user(), scene().user());
    scene().user();
    users.forEach(user -> presence().mirror(Map.of(user, true)));

    assertThat(presence().online(0, 2)).isEqualTo(users.subList(0, 2));
    assertThat(presence().online(users.get(1), 2)).isEqualTo(users.subList(2, 3));
  }

  @Test
  default void manyAreMirroredAtOnce() {
    int user = scene().user();
    Map<Integer, Boolean> online = new HashMap<>();
    for (int i = 1_000_000; i < 1_001_200; i++) {
      online.put(i, true);
    }
    online.put(user, true);

    presence().mirror(online);

    assertThat(state(user)).isEqualTo("online");
  }

  @Test
  default void allAreOfflineAtOnce() {
    int user = scene().user();
    presence().mirror(Map.of(user, true));

    presence().allOffline();

    assertThat(plainSql("SELECT id FROM `user` WHERE state <> 'offline'")).isEmpty();
  }
}
