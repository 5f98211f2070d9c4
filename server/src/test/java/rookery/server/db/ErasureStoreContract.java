package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import rookery.protocol.Role;
import rookery.protocol.TouchMessages.Reactions;
import rookery.server.account.ErasureStore;
import rookery.server.account.ErasureStore.Stay;
import rookery.server.log.Conversation;
import rookery.server.log.LogEntry;
import rookery.server.log.LogEntry.Kind;
import rookery.server.log.LogEntry.Touched;
import rookery.server.log.MemberChange;
import rookery.server.roster.RosterStore.Person;

interface ErasureStoreContract extends StoreContract {
  private ErasureStore erasures() {
    return database().erasures();
  }

  private int groupOf(long conversation) {
    return ((Conversation.Group) database().entries().conversation(conversation).orElseThrow())
        .group();
  }

  @Test
  default void anErasureBeginsOnceAndByTheRightPassword() {
    int user = scene().user();
    int other = scene().user();
    String name = database().accounts().byId(user).orElseThrow().name();
    database().rosters().request(user, other, "hi", Scene.TS);
    long version = database().rosters().version(other);

    assertThat(erasures().begin(user, "not the hash")).isFalse();
    assertThat(database().accounts().byNameKey(name)).isPresent();
    assertThat(erasures().begin(user, "hash")).isTrue();
    assertThat(erasures().begin(user, "hash")).isFalse();

    assertThat(erasures().begun()).contains(user);
    assertThat(database().accounts().byId(user)).isEmpty();
    assertThat(database().accounts().byNameKey(name)).isEmpty();
    assertThat(database().rosters().person(user)).isEmpty();
    assertThat(database().rosters().requested(user, other)).isFalse();
    assertThat(database().rosters().version(other)).isGreaterThan(version);
    assertThat(database().accounts().register(name, name, "h", Scene.TS)).isPresent();

    erasures().finish(user);
    erasures().finish(user);
    assertThat(erasures().begun()).doesNotContain(user);
    assertThat(plainSql("SELECT name, nickname, status FROM `user` WHERE id = ?", user))
        .containsExactly("erased  erased");
  }

  @Test
  default void textsAreBlankedBatchByBatch() {
    List<Integer> two = scene().friends();
    long conversation = database().rosters().direct(two.get(0), two.get(1));
    scene().texts(conversation, two.get(0), Collections.nCopies(5, "his")); // 2 to 6
    scene().text(conversation, two.get(1), "the other's"); // 7
    scene().text(conversation, two.get(0), "later"); // 8

    assertThat(erasures().blank(conversation, two.get(0), 8, 3)).isEqualTo(3);
    assertThat(erasures().blank(conversation, two.get(0), 8, 3)).isEqualTo(2);
    assertThat(erasures().blank(conversation, two.get(0), 8, 3)).isZero();

    List<LogEntry> entries = database().entries().after(conversation, two.get(1), 1, 10);
    assertThat(entries)
        .extracting(LogEntry::body)
        .containsExactly("", "", "", "", "", "the other's", "later");
    assertThat(entries.getFirst().kind()).isEqualTo(Kind.GONE);
    assertThat(entries.getFirst().touched().seq()).isEqualTo(8);
  }

  @Test
  default void reactionsAndNoticesAreTakenInTheSameBatches() {
    int user = scene().user();
    int other = scene().user();
    long conversation = scene().group(other);
    int group = groupOf(conversation);
    scene().change(conversation, user, new MemberChange.Join(user, Role.ADMIN)); // 2
    scene().text(conversation, other, "the other's"); // 3
    scene().reaction(conversation, user, "+👍", 3); // 4
    scene().reaction(conversation, other, "+👍", 3); // 5
    scene().reaction(conversation, user, "+🎉", 3); // 6
    scene().notice(conversation, user, "100% _his_"); // 7
    scene().text(conversation, user, "his"); // 8

    assertThat(erasures().blank(conversation, user, 9, 3)).isEqualTo(3);
    assertThat(erasures().blank(conversation, user, 9, 3)).isEqualTo(1);
    assertThat(erasures().blank(conversation, user, 9, 3)).isZero();

    List<LogEntry> entries = database().entries().after(conversation, other, 2, 10);
    assertThat(entries)
        .extracting(LogEntry::body)
        .containsExactly("the other's", "+", "+👍", "+", "notice ", "");
    assertThat(entries.getFirst().touched())
        .isEqualTo(new Touched(9, false, List.of(new Reactions("👍", 1, true))));
    assertThat(plainSql("SELECT notice FROM all_group WHERE id = ?", group)).containsExactly("");
  }

  @Test
  default void noticeOfAnotherStays() {
    int user = scene().user();
    int other = scene().user();
    long conversation = scene().group(other);
    int group = groupOf(conversation);
    scene().change(conversation, user, new MemberChange.Join(user, Role.ADMIN)); // 2
    scene().notice(conversation, user, "his"); // 3
    scene().notice(conversation, other, "the other's"); // 4

    assertThat(erasures().blank(conversation, user, 5, 3)).isEqualTo(1);

    assertThat(plainSql("SELECT notice FROM all_group WHERE id = ?", group))
        .containsExactly("the other's");
  }

  @Test
  default void staysAreListedByConversationWithTheirLastBeginning() {
    int user = scene().user();
    long first = scene().group(user);
    long second = scene().group(scene().user());
    scene().change(second, user, new MemberChange.Join(user, Role.NORMAL)); // 2
    scene().change(second, user, new MemberChange.Leave(user)); // 3
    String cmid =
        scene().change(second, user, new MemberChange.Join(user, Role.NORMAL)).cmid(); // 4

    List<Stay> stays = erasures().stays(user, 0, 10);
    assertThat(stays).extracting(stay -> stay.conversation().id()).containsExactly(first, second);
    assertThat(stays).extracting(Stay::from).containsExactly(1L, 4L);
    assertThat(erasures().stays(user, first, 1)).extracting(Stay::from).containsExactly(4L);
    assertThat(erasures().stored(second, user, cmid)).hasValue(4);
    assertThat(erasures().stored(second, user, "none")).isEmpty();
  }

  @Test
  default void anAdminInheritsBeforeAnOlderMember() {
    int creator = scene().user();
    int member = scene().user();
    int admin = scene().user();
    long conversation = scene().group(creator);
    int group = groupOf(conversation);
    assertThat(erasures().heir(group, creator)).isEmpty();
    scene().change(conversation, member, new MemberChange.Join(member, Role.NORMAL));
    assertThat(erasures().heir(group, creator)).map(Person::id).contains(member);
    scene().change(conversation, admin, new MemberChange.Join(admin, Role.ADMIN));
    assertThat(erasures().heir(group, creator)).map(Person::id).contains(admin);
    erasures().begin(admin, "hash");
    assertThat(erasures().heir(group, creator)).map(Person::id).isEqualTo(Optional.of(member));
  }
}
