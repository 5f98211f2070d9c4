package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import rookery.protocol.Names;
import rookery.protocol.RosterMessages.Found;

/// Finding people and groups by name.
interface NamesContract extends StoreContract {
  private int register(String name) {
    return database().accounts().register(name, Names.key(name), "h", Scene.TS).orElseThrow();
  }

  private int group(String name) {
    int creator = scene().user();
    return database()
        .groups()
        .create(creator, Scene.cmid(), name, Names.key(name), "desc", Scene.TS)
        .id();
  }

  private List<String> users(String prefix, int limit) {
    return database().rosters().find(Names.key(prefix), limit).users().stream()
        .map(Found.User::name)
        .toList();
  }

  @Test
  default void namesAreFoundByTheirBeginning() {
    String some = Scene.name();
    register(some + "Bob");
    register(some + "bea");
    register(some + "alice");

    assertThat(users(some, 10)).containsExactly(some + "alice", some + "bea", some + "Bob");
    assertThat(users(some + "B", 10)).containsExactly(some + "bea", some + "Bob");
    assertThat(users(some, 2)).containsExactly(some + "alice", some + "bea");
    assertThat(users(some + "c", 10)).isEmpty();
  }

  @Test
  default void chineseNamesAreFound() {
    String some = Scene.name();
    register("小明" + some);
    register("小红" + some);
    register("大明" + some);

    assertThat(users("小", 100)).contains("小明" + some, "小红" + some).doesNotContain("大明" + some);
    assertThat(users("小明" + some, 10)).containsExactly("小明" + some);
  }

  @Test
  default void signsOfAPatternMeanThemselves() {
    String some = Scene.name();
    register(some + "100%!x_y\\z");
    register(some + "100xyz");

    assertThat(users(some + "100%", 10)).containsExactly(some + "100%!x_y\\z");
    assertThat(users(some + "100%!", 10)).containsExactly(some + "100%!x_y\\z");
    assertThat(users(some + "100%!x_", 10)).containsExactly(some + "100%!x_y\\z");
    assertThat(users(some + "100%!x_y\\", 10)).containsExactly(some + "100%!x_y\\z");
    assertThat(users(some + "100_", 10)).isEmpty();
  }

  @Test
  default void aNumberFindsByIdToo() {
    String some = Scene.name();
    int user = register(some);
    int group = group("g" + some);

    assertThat(database().rosters().find(Integer.toString(user), 50).users())
        .contains(new Found.User(user, some));
    assertThat(database().rosters().find(Integer.toString(group), 50).groups())
        .contains(new Found.Group(group, "g" + some, "desc"));
    assertThat(database().rosters().find("9999999999", 50).users()).isEmpty();
  }

  @Test
  default void groupsAreFoundWithTheirDescription() {
    String some = Scene.name();
    int group = group(some + " 群");

    assertThat(database().rosters().find(Names.key(some.toUpperCase(Locale.ROOT)), 5).groups())
        .containsExactly(new Found.Group(group, some + " 群", "desc"));
  }
}
