package rookery.server.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rookery.protocol.AdminMessages.Policy;
import rookery.protocol.Role;
import rookery.server.group.GroupStore;
import rookery.server.group.GroupStore.Group;
import rookery.server.group.GroupStore.Member;
import rookery.server.log.Conversation;
import rookery.server.log.MemberChange;

interface GroupStoreContract extends StoreContract {
  private GroupStore groups() {
    return database().groups();
  }

  @Test
  default void aRepeatFindsTheFirstGroup() {
    int creator = scene().user();
    String cmid = Scene.cmid();

    Group first = groups().create(creator, cmid, "群 1", "群 1", "all of us", Scene.TS);
    Group repeat = groups().create(creator, cmid, "other", "other", "", Scene.TS);

    assertThat(first)
        .isEqualTo(
            new Group(first.id(), "群 1", "all of us", first.conversation(), Policy.OPEN, ""));
    assertThat(repeat).isEqualTo(first);
    assertThat(groups().byId(first.id())).contains(first);
    assertThat(database().entries().conversation(first.conversation()))
        .contains(new Conversation.Group(first.conversation(), first.id()));
    assertThat(groups().create(creator, Scene.cmid(), "群 1", "群 1", "", Scene.TS))
        .isNotEqualTo(first);
    assertThat(groups().byId(Integer.MAX_VALUE)).isEmpty();
  }

  @Test
  default void repeatsAtOnceMakeOneGroup() throws ExecutionException, InterruptedException {
    int creator = scene().user();
    String cmid = Scene.cmid();
    Callable<Group> create = () -> groups().create(creator, cmid, "g", "g", "", Scene.TS);

    Set<Group> made = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Group> group :
          threads.invokeAll(Stream.generate(() -> create).limit(6).toList())) {
        made.add(group.get());
      }
    }

    assertThat(made).hasSize(1);
    assertThat(plainSql("SELECT COUNT(*) FROM all_group WHERE creator_id = ?", creator))
        .containsExactly("1");
  }

  @Test
  default void membersAreListedPageByPage() {
    Scene scene = scene();
    int creator = scene.user();
    long conversation = scene.group(creator);
    Conversation.Group group =
        (Conversation.Group) database().entries().conversation(conversation).orElseThrow();
    List<Integer> users = new ArrayList<>(List.of(creator));
    for (int i = 0; i < 4; i++) {
      int user = scene.user();
      scene.change(conversation, user, new MemberChange.Join(user, Role.NORMAL));
      users.add(user);
    }

    List<Member> first = groups().members(group.group(), 0, 3);
    List<Member> second = groups().members(group.group(), first.getLast().user(), 3);

    assertThat(Stream.concat(first.stream(), second.stream()).map(Member::user))
        .containsExactlyElementsOf(users);
    assertThat(first.getFirst())
        .isEqualTo(
            new Member(
                creator,
                database().rosters().person(creator).orElseThrow().name(),
                Role.CREATOR,
                ""));
    assertThat(second.getLast().role()).isEqualTo(Role.NORMAL);
    assertThat(groups().role(group.group(), creator)).contains(Role.CREATOR);
    assertThat(groups().role(group.group(), Integer.MAX_VALUE)).isEmpty();
  }

  @Test
  default void aUsersGroupsAreCounted() {
    Scene scene = scene();
    int user = scene.user();
    assertThat(groups().groupsOf(user)).isZero();
    scene.group(user);
    scene.group(user);

    assertThat(groups().groupsOf(user)).isEqualTo(2);
  }
}
